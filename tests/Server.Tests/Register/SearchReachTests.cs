using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Search;
using Probity.Given;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Judgement.Erasure;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.Registry.Uses;
using Probity.Server.Tests.Safety;

namespace Probity.Server.Tests.Register;

/// <summary>Every kind of record is found by whoever may open it, and by nobody else, however it was typed.</summary>
public sealed partial class SearchReachTests(TwoAgencies server) : IClassFixture<TwoAgencies>
{
    private World World => server.World;

    /// <summary>Addresses and titles of what was found.</summary>
    private static async Task<List<(string Link, string Title)>> Found(HttpClient browser, string typed)
    {
        var page = await browser.GetStringAsync("/search?q=" + Uri.EscapeDataString(typed));
        return [.. Hit().Matches(page).Select(match => (WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value)))];
    }

    private static async Task<List<string>> Titles(HttpClient browser, string typed) => [.. (await Found(browser, typed)).Select(hit => hit.Title)];

    [Theory]
    [InlineData("own.csv", "/registry/imports/", Right.SeeRegister)]
    [InlineData("own csv", "/registry/imports/", Right.SeeRegister)]
    [InlineData("FaceLink", "/systems/", Right.SeeRegister)]
    [InlineData("face serious", "/uses/by-id/", Right.SeeRegister)]
    [InlineData("own wanted", "/roles/", Right.SeeAccounts)]
    [InlineData("own watned", "/roles/", Right.SeeAccounts)]
    [InlineData("wanted auditor", "/roles/", Right.SeeAccounts)]
    [InlineData("Ona Officer", "/accounts/", Right.SeeAccounts)]
    [InlineData("Ona Officer", "/training/certificates/", Right.SeeTraining)]
    [InlineData("Ona Offcier", "/training/certificates/", Right.SeeTraining)]
    [InlineData("FS ona", "/training/certificates/", Right.SeeTraining)]
    [InlineData("recherche otto", "/training/certificates/", Right.SeeTraining)]
    [InlineData("rehcerche otto", "/training/certificates/", Right.SeeTraining)]
    [InlineData("port seconde", "/training/certificates/", Right.SeeTraining)]
    [InlineData("recherche faciale", "/training/courses/", Right.SeeTraining)]
    [InlineData("case-system", "/clients/", Right.KeepClients)]
    public async Task Each_kind_is_found_by_every_role_with_its_right_and_by_no_other(string typed, string where, Right needed)
    {
        foreach (var caller in (await server.Callers()).Where(caller => caller.Person && caller.Name != "nobody"))
            (await Found(caller.Http, typed)).Any(hit => hit.Link.StartsWith(where, StringComparison.Ordinal)).ShouldBe(caller.Rights.Contains(needed), $"{caller.Name}, {typed}");
    }

    [Theory]
    [InlineData(TwoAgencies.Mark)]
    [InlineData("zzsercet")]
    [InlineData(TwoAgencies.Mark + ".csv")]
    [InlineData(TwoAgencies.Mark + " wanted")]
    [InlineData(TwoAgencies.Mark + "-SEALED")]
    [InlineData("zzsecret ended")]
    [InlineData("zzsecretsealde")]
    [InlineData("ZZ-1")]
    public async Task Nothing_of_another_agency_is_found_by_anybody(string typed)
    {
        foreach (var caller in (await server.Callers()).Where(caller => caller.Person && caller.Name != "nobody")) (await Found(caller.Http, typed)).ShouldBeEmpty($"{caller.Name}, {typed}");
        using var theirs = await server.SignedIn(typed.EndsWith("wanted", StringComparison.Ordinal) ? server.Other.Administrator : server.Other.AiLead, server.Other);
        (await Found(theirs, typed)).ShouldNotBeEmpty("their own people find it");
    }

    [Theory]
    [InlineData("ty-2026-00417")]
    [InlineData("TY 2026 00417")]
    [InlineData("TY/2026/00417")]
    [InlineData("ty.2026_00417")]
    [InlineData("TY–2026–00417")]
    [InlineData(@"TY\2026\00417")]
    [InlineData("ty202600417")]
    [InlineData("TY-2026-004")]
    [InlineData("TY-2026-00147")]
    [InlineData("TY-2026-0417")]
    [InlineData("TY-2026-0041z7")]
    [InlineData("TY-2O26-00417")]
    [InlineData("YT 2026 00417")]
    public async Task A_case_number_is_found_with_other_signs_and_one_slip_away_by_whom_may_know_of_it(string typed)
    {
        await Once("TY-2026-00417");
        using var officer = await server.SignedIn(World.Officer);
        using var second = await server.SignedIn(World.Second);
        using var administrator = await server.SignedIn(World.Administrator);
        (await Titles(officer, typed)).ShouldBe(["TY-2026-00417"]);
        (await Titles(second, typed)).ShouldBeEmpty("it was not given to this person");
        (await Titles(administrator, typed)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_slips_are_another_number_and_what_was_typed_comes_before_what_is_near()
    {
        await Once("TY-2026-00417");
        await Once("NE-2026-10001");
        await Once("NE-2026-10002");
        using var officer = await server.SignedIn(World.Officer);
        (await Titles(officer, "TY-2026-00528")).ShouldBeEmpty();
        (await Titles(officer, "NE-2026-10001")).ShouldBe(["NE-2026-10001"]);
        (await Titles(officer, "NE-2026-10003")).ShouldBe(["NE-2026-10001", "NE-2026-10002"], ignoreOrder: true);
        (await Titles(officer, "--")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_is_found_exactly_where_its_page_opens()
    {
        var (free, drawn, unsettled) = ("RO-2026-1", "RO-2026-2", "RO-2026-3");
        var ids = new Dictionary<string, string> { [free] = await server.Opened(Gate.GateServer.Opening(World, free)), [drawn] = await server.Released(drawn), [unsettled] = await server.Released(unsettled) };
        foreach (var number in new[] { drawn, unsettled }) World.Must(await World.Get<Contest>().Run(World.As(World.Auditor), Id(ids[number]), Reason.FromText("Asked for a new look.")!));
        Read(ids[drawn]).Settler.ShouldNotBeNull();
        // As where nobody could be drawn.
        var row = Convert.ToHexString(Guid.Parse(ids[unsettled]).ToByteArray(bigEndian: true));
        TestDatabase.Tamper(server.Folder, $"UPDATE judgement_decision SET settler = NULL WHERE id = x'{row}'", $"UPDATE judgement_decision SET settler = NULL WHERE id = decode('{row}', 'hex')");
        Read(ids[unsettled]).Settler.ShouldBeNull();
        var people = World.Get<People.Accounts.Accounts>().All(World.Agency).Select(card => card.Id).ToList();
        var seen = new Dictionary<string, int>();
        foreach (var person in people)
        {
            using var browser = await server.SignedIn(person);
            foreach (var (number, id) in ids)
            {
                using var page = await browser.GetAsync("/decisions/" + id);
                var opens = page.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect;
                if (opens) seen[number] = seen.GetValueOrDefault(number) + 1;
                (await Titles(browser, number)).Contains(number).ShouldBe(opens, $"{World.Get<People.Accounts.Accounts>().Find(World.Agency, person)!.Login}, {number}");
                (await Titles(browser, number.Replace("2026", "2062", StringComparison.Ordinal))).Contains(number).ShouldBe(opens);
            }
        }
        foreach (var number in ids.Keys) seen[number].ShouldBeInRange(1, people.Count - 1);
    }

    [Fact]
    public async Task No_dictionary_of_words_has_a_case_number()
    {
        await Once("WO-2026-77077");
        await World.Get<SearchRebuild>().Run();
        using var read = World.Get<Reads>().Rent();
        foreach (var table in new[] { "acts_search_word", "acts_search_gram" })
            read.Number(new Statement($"SELECT count(*) FROM {table} WHERE agency = @p0 AND (word LIKE '%77077%' OR word LIKE 'wo%2026%')"), World.Agency).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_finds_a_case_that_was_erased()
    {
        using (var refused = await server.Open(Gate.GateServer.Opening(World, "ER-2026-00042", World.Officer, pixels: 12))) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var auditor = await server.SignedIn(World.Auditor);
        (await Titles(auditor, "ER 2026 00024")).ShouldBe(["ER-2026-00042"]);
        World.Must(await World.Get<EraseCase>().Run(World.As(server.Person(Role.Legal)), "ER-2026-00042", "Retention ended"));
        await World.Get<SearchRebuild>().Run();
        foreach (var typed in new[] { "ER-2026-00042", "er202600042", "ER 2026", "ER-2026-00024", "ER-2026-0042" }) (await Titles(auditor, typed)).ShouldBeEmpty(typed);
    }

    [Fact]
    public async Task A_title_is_found_in_both_languages_and_shown_in_the_readers()
    {
        World.Must(await World.Get<RegisterUse>().Run(World.As(World.AiLead), new NewUse(new UseFacts { Name = "Number plate reading", NameFr = "Lecture de plaques", SystemVersion = World.Version, Purpose = "Harbour gate." }), Reason.FromText("Asked for")!));
        using var english = await server.SignedIn(World.AiLead);
        using var french = await server.SignedIn(World.AiLead, language: "fr");
        foreach (var typed in new[] { "lecture plaques", "number plate", "lectrue plaques", "nubmer plate" })
        {
            (await Titles(english, typed)).ShouldHaveSingleItem().ShouldEndWith("Number plate reading");
            (await Titles(french, typed)).ShouldHaveSingleItem().ShouldEndWith("Lecture de plaques");
        }
        foreach (var typed in new[] { "recherche faciale", "face search 4.2" })
        {
            (await Titles(english, typed)).ShouldContain("FS Face search 4.2");
            (await Titles(french, typed)).ShouldContain("FS Recherche faciale 4.2");
        }
        using var administrator = await server.SignedIn(World.Administrator, language: "fr");
        (await Titles(administrator, "wanted auditor")).ShouldBe(["own Wanted, Auditeur"]);
        (await Titles(administrator, "wanted auditeur")).ShouldBe(["own Wanted, Auditeur"]);
    }

    [Fact]
    public async Task A_certificate_is_found_by_what_its_person_is_called_now()
    {
        using var trainer = await server.SignedIn(World.Trainer);
        (await Titles(trainer, "thea SP")).ShouldHaveSingleItem().ShouldStartWith("SP, Thea");
        World.Must(await World.Get<ChangeAccount>().Run(World.As(World.Administrator), World.Third, new AccountDetails("Theodora Lantern", "", null, ["en"])));
        (await Titles(trainer, "thea SP")).ShouldBe([], "the old name");
        (await Titles(trainer, "lantren SP")).ShouldHaveSingleItem().ShouldBe("SP, Theodora Lantern");
    }

    [Fact]
    public async Task Imports_that_are_older_than_their_words_get_them_again()
    {
        TestDatabase.Tamper(server.Folder, "DELETE FROM acts_search_word WHERE subject_kind = 'inventory-import'", "DELETE FROM acts_search_word WHERE subject_kind = 'inventory-import'");
        using var lead = await server.SignedIn(World.AiLead);
        (await Titles(lead, "own.csv")).ShouldBeEmpty();
        await World.Get<SearchRebuild>().Run();
        (await Titles(lead, "own.csv")).ShouldBe(["own.csv"]);
    }

    [Fact]
    public void A_case_number_is_looked_up_in_an_index_whoever_asks()
    {
        var all = new HashSet<Right> { Right.OwnDesk, Right.SeeDecisions };
        var some = new HashSet<Right> { Right.OwnDesk, Right.Judge, Right.JudgeSecond };
        using var read = World.Get<Reads>().Rent();
        // So few rows are here that PostgreSQL would rather walk them.
        if (read.IsPostgres) read.First(new Statement("SELECT set_config('enable_seqscan', 'off', false)"), row => row.Text(0)).ShouldBe("off");
        foreach (var (rights, index) in new[] { (all, "judgement_decision_number"), (some, "judgement_decision_settler") })
            foreach (var mistyped in new[] { false, true })
            {
                var viewer = new Viewer();
                viewer.Is(World.As(World.Second), rights);
                var asked = DecisionList.Asked(viewer, new Sought("PV-2026-00417", ["pv", "2026", "00417"], mistyped, 200), read.IsPostgres)!.Value;
                var plan = read.IsPostgres
                    ? string.Join('\n', read.Query(new Statement("EXPLAIN " + asked.Sql), row => row.Text(0), [.. asked.Values]))
                    : string.Join('\n', read.Query(new Statement("EXPLAIN QUERY PLAN " + asked.Sql), row => row.Text(3), [.. asked.Values]));
                plan.ShouldContain(index);
                // "(agency=?)" alone would be every decision of the agency.
                Regex.IsMatch(plan, @"SCAN judgement_decision|Seq Scan on judgement_decision|judgement_decision\w* \(agency=\?\)").ShouldBeFalse(plan);
            }
    }

    private static DecisionId Id(string id) => new(Guid.Parse(id));

    private Decision Read(string id)
    {
        using var read = World.Get<Reads>().Rent();
        return read.Decision(World.Agency, Id(id))!;
    }

    /// <summary>A decision of the officer's under this number, made by whichever test comes first.</summary>
    private async Task Once(string number)
    {
        using var db = World.Get<Reads>().Open(World.Agency);
        if (!db.Set<Decision>().Any(decision => decision.CaseNumber == number)) await server.Opened(Gate.GateServer.Opening(World, number, World.Officer));
    }

    [GeneratedRegex("<li><a class=\"govuk-link\" href=\"([^\"]+)\"><bdi>([^<]+)<")]
    private static partial Regex Hit();
}
