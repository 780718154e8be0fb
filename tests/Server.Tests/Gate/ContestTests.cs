using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Judgement;
using Probity.Judgement.Assignment;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Judgement.Drafts;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Receipts;
using Probity.Judgement.Reveals;
using Probity.Judgement.Views;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.Server.Tests.Gate;

/// <summary>A contest has somebody who settles it; every verb asks for itself who may.</summary>
public sealed class ContestTests(GateServer server) : IClassFixture<GateServer>
{
    private static readonly Reason Why = Reason.FromText("The door sign was measured wrongly.")!;

    private Given.World World => server.World;

    private T Get<T>() where T : notnull => World.Get<T>();

    private Decision Read(DecisionId id)
    {
        using var read = Get<Reads>().Rent();
        return read.Decision(World.Agency, id)!;
    }

    private long Journal()
    {
        using var read = Get<Reads>().Rent();
        return read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0"), World.Agency);
    }

    private async Task<JsonElement> Post(AccountId person, string path, object body)
    {
        using var browser = await server.SignedIn(person);
        return await Post(browser, path, body);
    }

    private static async Task<JsonElement> Post(HttpClient browser, string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await browser.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<DecisionId> Judged(string caseNumber)
    {
        var id = await server.Opened(GateServer.Opening(World, caseNumber, World.Officer));
        var opened = await Post(World.Officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        var number = opened.GetProperty("output").GetProperty("candidates").EnumerateArray().ToList().FindIndex(c => c.GetProperty("person").GetString() == "GALLERY-TWO") + 1;
        await Post(World.Officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("lead", number));
        return new DecisionId(Guid.Parse(id));
    }

    /// <summary>Officer and second person differ; the third has settled, and the decision is released.</summary>
    private async Task<DecisionId> Adjudicated(string caseNumber)
    {
        var id = await Judged(caseNumber);
        foreach (var third in new[] { false, true })
        {
            var person = (third ? Read(id).Third : Read(id).Second)!.Value;
            await Post(person, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() });
            await Post(person, $"/api/v1/decisions/{id}/second", new { judgement = GateServer.Judgement("insufficient", changed: false) });
        }
        Read(id).State.ShouldBe(DecisionState.Released);
        return id;
    }

    private async Task Refused<T>(RefusalCode code, Func<Task<Outcome<T>>> verb)
    {
        var before = Journal();
        (await verb()).Refusals.Select(refusal => refusal.Code).ShouldContain(code);
        Journal().ShouldBe(before);
    }

    [Fact]
    public async Task After_a_third_person_has_judged_a_fourth_is_drawn_reads_the_file_and_settles()
    {
        await World.AnotherSecondPerson("fourth." + Guid.NewGuid().ToString("N")[..6]);
        var id = await Adjudicated("PV-2026-06001");
        (await Get<Contest>().Run(World.As(World.Auditor), id, Why)).Done.ShouldBeTrue();
        var settler = Read(id).Settler.ShouldNotBeNull();
        new[] { Read(id).Officer, Read(id).Second, Read(id).Third, World.Auditor }.ShouldNotContain(settler);
        using (var db = Get<Reads>().Open(World.Agency))
            db.Set<Duty>().Single(duty => duty.Subject == id.Value && duty.DoneAt == null).ShouldSatisfyAllConditions(
                duty => (duty.Kind, duty.Holder).ShouldBe(("judgement.settle", settler)), duty => (duty.DueAt - duty.MadeAt).ShouldBe(TimeSpan.FromHours(4)));

        using var browser = await server.SignedIn(settler);
        (await browser.GetStringAsync("/today")).ShouldContain($"/decisions/{id}");
        using (var led = await browser.GetAsync($"/decisions/{id}")) led.Headers.Location!.ToString().ShouldBe($"/decisions/{id}/settle");
        var closed = await browser.GetStringAsync($"/decisions/{id}/settle");
        closed.ShouldContain("The door sign was measured wrongly.");
        closed.ShouldContain("Witness A");
        closed.ShouldContain("183 to 189 cm");
        closed.ShouldNotContain("GALLERY-");
        closed.ShouldNotContain("The lower face is covered");
        await Refused(JudgementRefusals.StepOutOfOrder, () => Get<SettleContest>().Run(World.As(settler), id, true, Why));

        using (var form = new FormUrlEncodedContent([new("form", GateServer.Token(closed))]))
        using (var opened = await browser.PostAsync($"/decisions/{id}/settle?handler=Open", form)) opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var open = await browser.GetStringAsync($"/decisions/{id}/settle");
        foreach (var shown in new[] { "GALLERY-TWO", "The lower face is covered", "The first person’s judgement", "The second person’s judgement", "The third person’s judgement" }) WebUtility.HtmlDecode(open).ShouldContain(shown);

        var fifth = await World.AnotherSecondPerson("fifth." + Guid.NewGuid().ToString("N")[..6]);
        await Refused(JudgementRefusals.NotYours, () => Get<SettleContest>().Run(World.As(fifth), id, true, Why));
        (await Get<SettleContest>().Run(World.As(settler), id, uphold: true, Why)).Value.ShouldBe(DecisionState.Upheld);
    }

    [Fact]
    public async Task Where_nobody_can_be_drawn_the_seat_stays_open_until_somebody_can()
    {
        var others = Get<People.Accounts.Accounts>().Holding(World.Agency, Acts.Rights.Right.JudgeSecond).Select(card => card.Id).Except([World.Second, World.Third]).ToList();
        foreach (var other in others) await World.Without(other, Role.SecondPerson);
        var id = await Adjudicated("PV-2026-06002");
        (await Get<Contest>().Run(World.As(World.AiLead), id, Why)).Done.ShouldBeTrue();
        Read(id).Settler.ShouldBeNull();
        using (var lead = await server.SignedIn(World.AiLead)) WebUtility.HtmlDecode(await lead.GetStringAsync($"/decisions/{id}")).ShouldContain("Nobody can be asked now.");
        await Refused(JudgementRefusals.NoSecondPerson, () => Get<DrawAgain>().Run(World.As(World.AiLead), id));
        await Refused(JudgementRefusals.SamePerson, () => Get<OpenFile>().Run(World.As(World.Third), id));

        var late = await World.AnotherSecondPerson("late." + Guid.NewGuid().ToString("N")[..6]);
        (await Get<DrawAgain>().Run(World.As(World.AiLead), id)).Done.ShouldBeTrue();
        Read(id).Settler.ShouldBe(late);
        (await Get<HandBack>().Run(World.As(late), id, Reason.FromText("I know the witness."))).Done.ShouldBeTrue();
        Read(id).Settler.ShouldBeNull();
        (await Get<OpenFile>().Run(World.As(late), id)).Done.ShouldBeTrue();
        Read(id).Settler.ShouldBe(late);
        (await Get<SettleContest>().Run(World.As(late), id, uphold: false, Why)).Value.ShouldBe(DecisionState.Overturned);
        await Refused(JudgementRefusals.NotOpenAnyMore, () => Get<UseReceipt>().Run(World.AsClient, id, new ReceiptUseInput("none", "case-system", "PV-2026-06002")));
    }

    [Fact]
    public async Task Every_verb_refuses_a_person_without_the_right_and_writes_nothing()
    {
        var id = await Adjudicated("PV-2026-06003");
        var (trainer, admin) = (World.As(World.Trainer), World.As(World.Administrator));
        await Refused(ActsRefusals.NotAllowed, () => Get<Contest>().Run(trainer, id, Why));
        await Refused(ActsRefusals.NotAllowed, () => Get<Contest>().Run(World.AsClient, id, Why));
        await Refused(ActsRefusals.NotAllowed, () => Get<UseReceipt>().Run(trainer, id, new ReceiptUseInput("none", "case-system", "PV-2026-06003")));

        var free = new DecisionId(Guid.Parse(await server.Opened(GateServer.Opening(World, "PV-2026-06004"))));
        await Refused(JudgementRefusals.OfficerMayNotJudge, () => Get<TakeDecision>().Run(admin, free));
        await Refused(JudgementRefusals.NotYours, () => Get<Withdraw>().Run(trainer, free, Why));

        var judged = await Judged("PV-2026-06005");
        await Refused(JudgementRefusals.NotYours, () => Get<DrawAgain>().Run(trainer, judged));
        await Refused(JudgementRefusals.NotYours, () => Get<HandBack>().Run(trainer, judged, Why));
        await Refused(JudgementRefusals.NotYours, () => Get<SaveDraft>().Run(trainer, judged, new Dictionary<string, string>()));
        await Refused(JudgementRefusals.NotYours, () => Get<OpenOutput>().Run(trainer, judged));
    }

    [Fact]
    public async Task A_seat_does_not_outlast_the_role()
    {
        var officer = await World.AnotherOfficer("leaving." + Guid.NewGuid().ToString("N")[..6]);
        var id = new DecisionId(Guid.Parse(await server.Opened(GateServer.Opening(World, "PV-2026-06006", officer))));
        var second = new DecisionId(Guid.Parse(await server.Opened(GateServer.Opening(World, "PV-2026-06007", officer))));
        await Post(officer, $"/api/v1/decisions/{second}/view", GateServer.View());
        await World.Without(officer, Role.Officer);
        var view = new OwnView(ViewAnswer.Insufficient, null, new string('r', 90), "He had the key.", Sureness.Unsure, new FixedFacts(null, null, null, null, [], null));
        await Refused(JudgementRefusals.OfficerMayNotJudge, () => Get<RecordView>().Run(World.As(officer), id, view));
        await Refused(JudgementRefusals.OfficerMayNotJudge, () => Get<SaveDraft>().Run(World.As(officer), id, new Dictionary<string, string>()));
        await Refused(JudgementRefusals.OfficerMayNotJudge, () => Get<Judge>().Run(World.As(officer), second, new FinalJudgement(FinalAnswer.Insufficient, null, Sureness.Unsure, null)));
        await Refused(ActsRefusals.NotAllowed, () => Get<Withdraw>().Run(World.As(officer), id, Why));
        // Giving the seat up asks for no right.
        (await Get<HandBack>().Run(World.As(officer), id, Why)).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_people_at_one_browser_are_not_two_judgements_and_another_browser_is_fine()
    {
        var id = (await Judged("PV-2026-06008")).ToString();
        var second = Read(new DecisionId(Guid.Parse(id))).Second!.Value;
        // The officer comes back to a browser, and the second person signs in on it after them.
        using var browser = await server.SignedIn(World.Officer);
        await server.SignInAt(browser, second);
        var refused = await Post(browser, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() }, HttpStatusCode.Forbidden);
        refused.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("judgement.same-device");
        Read(new DecisionId(Guid.Parse(id))).State.ShouldBe(DecisionState.Judged);
        using var own = await server.SignedIn(second);
        await Post(own, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() });
    }
}
