using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Absences;
using Probity.People.Agencies;
using Probity.People.Notices;
using Probity.People.Sessions;
using Probity.People.SignIn;
using Probity.PortVerrin;
using Probity.Server.Configuration;

namespace Probity.Server.Tests.Today;

/// <summary>The sample agency with a mail server beside it.</summary>
public sealed class MailingSample : SampleServer
{
    internal SmallMailServer Mail { get; } = new();

    protected override ServerOptions Options(ServerOptions options) => options with { SmtpHost = "127.0.0.1", SmtpPort = Mail.Port, SmtpFrom = "probity@agency.example" };

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Mail.Dispose();
    }
}

public sealed partial class TodayTests(MailingSample server) : IClassFixture<MailingSample>
{
    private static AccountId Account(string login) => SampleAgency.Account(login);

    private static Actor As(string login) => Actor.Person(SampleAgency.Id, Account(login));

    private T Get<T>() where T : notnull => server.App.Services.GetRequiredService<T>();

    [Fact]
    public async Task A_second_person_finds_the_waiting_review()
    {
        using var browser = await server.BrowserOf("samira.okonne");
        var page = await browser.GetStringAsync("/today");
        page.ShouldContain("Blind second view");
        page.ShouldContain("you will not see the first view before yours");
        page.ShouldContain("href=\"/today\" aria-current=\"page\"");
        page.ShouldMatch("Today <span aria-hidden=\"true\">\\(\\d+\\)</span>");
    }

    [Fact]
    public async Task What_is_past_its_time_says_so_in_words_and_a_long_desk_has_pages()
    {
        var person = await Somebody("joost.hamala");
        await Owe(person, 45, TimeSpan.FromDays(-1));
        using var browser = await server.BrowserOf("joost.hamala");
        var first = await browser.GetStringAsync("/today");
        first.ShouldContain("Past its time");
        first.ShouldContain("rel=\"next\"");
        var last = await browser.GetStringAsync("/today?show=All&p=99");
        last.ShouldContain("rel=\"prev\"");
        last.ShouldNotContain("rel=\"next\"");
        (await browser.GetAsync("/today?show=nothing&p=x")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Do(work => { for (var n = 0; n < 45; n++) work.SettleAll(new Subject("my-account", TypedId.Named($"thing {person.Value} {n}"))); });
    }

    [Fact]
    public async Task The_deputy_sees_ordinary_duties_of_whoever_is_away_and_no_judgement()
    {
        var today = Get<AgencyBook>().Find(SampleAgency.Id)!.DayOf(TimeProvider.System.GetUtcNow());
        (await Get<SayAbsence>().Run(As("ilva.maren"), Account("ilva.maren"), new AbsenceInput(today, today.AddDays(3), null))).Done.ShouldBeTrue();
        var refused = await Get<SayAbsence>().Run(As("nadim.roe"), Account("nadim.roe"), new AbsenceInput(today, today, Account("ilva.maren")));
        refused.Refusals.Select(no => no.Code.Code).ShouldBe(["people.deputy-lacks-rights", "people.deputy-away"]);
        using var browser = await server.BrowserOf("ilva.maren");
        (await browser.GetStringAsync("/me/away")).ShouldContain("End the absence");
    }

    [Fact]
    public async Task A_digest_goes_to_a_confirmed_address_and_says_only_how_much_waits()
    {
        const string Login = "ilva.maren";
        var (me, choose, mail) = (As(Login), Get<ChooseDigest>(), server.Mail);
        mail.Messages.Clear();
        (await choose.Run(me, DigestOften.Daily, "x@y.example\r\nBcc: z@y.example", default)).Refusals.Single().Code.Code.ShouldBe("people.mail-malformed");
        (await choose.Run(me, DigestOften.Daily, "ilva@agency.example", default)).Done.ShouldBeTrue();
        TestDatabaseHolds("ilva@agency.example").ShouldBeFalse();
        (await Send(Login)).ShouldBe(DueAnswer.Done); // not confirmed yet
        mail.Messages.TryDequeue(out var asked).ShouldBeTrue();
        var secret = Secret().Match(Body(asked!)).Groups[1].Value;
        (await choose.Confirm(As("nadim.roe"), secret)).Done.ShouldBeFalse();
        (await choose.Confirm(me, secret)).Done.ShouldBeTrue();
        (await choose.Confirm(me, secret)).Done.ShouldBeFalse();

        // Refused, silent, gone, and back: tried again until it is taken.
        mail.ToRecipient = "550 no such person";
        (await Send(Login)).Code.ShouldBe("people.mail-refused");
        mail.ToRecipient = null;
        using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300))) (await Send(Login, soon.Token)).Code.ShouldBe("people.mail-unreachable");
        mail.Down();
        (await Send(Login)).Code.ShouldBe("people.mail-unreachable");
        mail.ToRecipient = "250 ok";
        mail.UpAgain();
        var sent = await Send(Login);
        (sent.Code, sent.Next > TimeProvider.System.GetUtcNow()).ShouldBe((null, true));

        mail.Messages.TryDequeue(out var digest).ShouldBeTrue();
        digest!.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        var body = Body(digest!);
        body.ShouldContain("/today");
        foreach (var content in new[] { "PV-2026", "Maren", "robbery", "child" }) (digest + body).ShouldNotContain(content);

        // One click ends it, without a form, a cookie or a session.
        var stop = Stop().Match(body).Groups[1].Value;
        using var anybody = server.Machine();
        (await anybody.PostAsync(stop[..^2] + "AA", new StringContent("List-Unsubscribe=One-Click"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await anybody.GetAsync(stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await anybody.PostAsync(stop, new StringContent("List-Unsubscribe=One-Click"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(Login)).ShouldBe(DueAnswer.Done);
        mail.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_gave_an_address_hears_that_their_ways_of_signing_in_were_changed_and_nothing_else()
    {
        const string Login = "oren.basti";
        var (me, choose, mail, origin) = (As(Login), Get<ChooseDigest>(), server.Mail, Origin.Of(null, null, new byte[32]));
        mail.Messages.Clear();
        var link = (await Get<SignInLinks>().Make(Actor.Installation(SampleAgency.Id), Account(Login), sample: true)).Value!;
        var session = Get<SignedIn>().Find((await Get<SignIn>().ByLink(link.Token, origin)).Value!.Cookie)!;
        (await Get<Passwords>().Set(session, null, "a long enough secret")).Done.ShouldBeTrue();
        Waits().ShouldBeFalse(); // no address

        (await choose.Run(me, DigestOften.Daily, "oren@agency.example", default)).Done.ShouldBeTrue();
        mail.Messages.TryDequeue(out var asked).ShouldBeTrue();
        (await choose.Confirm(me, Secret().Match(Body(asked!)).Groups[1].Value)).Done.ShouldBeTrue();
        (await Get<Passwords>().Set(session, null, "another long secret")).Done.ShouldBeTrue();
        string? told;
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        using (var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
            while (!mail.Messages.TryDequeue(out told)) await often.WaitForNextTickAsync(patience.Token);
        told.ShouldContain("oren@agency.example");
        var body = Body(told);
        body.ShouldContain("Your ways of signing in at Port Verrin Police Service were changed on");
        body.ShouldContain("If it was not you, tell the person who keeps accounts");
        foreach (var content in new[] { "http", "Basti", "secret" }) body.ShouldNotContain(content);
        (await choose.Stop(me, Account(Login))).Done.ShouldBeTrue();

        bool Waits()
        {
            using var db = Get<Reads>().Open(SampleAgency.Id);
            return db.Set<Due>().Any(due => due.Kind == TellOfFactors.DueKind);
        }
    }

    [Fact]
    public async Task A_calendar_is_read_with_its_address_until_that_is_taken_away()
    {
        var (keep, me) = (Get<KeepCalendar>(), As("samira.okonne"));
        var token = (await keep.Make(me)).Value!;
        using var program = server.Machine();
        var first = await program.GetAsync($"/calendar/{token}.ics");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var text = await first.Content.ReadAsStringAsync();
        text.ShouldContain("SUMMARY:A judgement waits");
        text.ShouldNotContain("PV-2026");
        var again = new HttpRequestMessage(HttpMethod.Get, $"/calendar/{token}.ics");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        (await program.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        var newer = (await keep.Make(me)).Value!;
        (await program.GetAsync($"/calendar/{token}.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await keep.Revoke(me)).Done.ShouldBeTrue();
        (await program.GetAsync($"/calendar/{newer}.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await program.GetAsync("/calendar/x.ics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<DueAnswer> Send(string login, CancellationToken stop = default) => Get<SendDigest>().Run(new Due
    {
        Agency = SampleAgency.Id, Id = default, Kind = Digest.DueKind, SubjectKind = "account", Subject = Account(login).Value, At = TimeProvider.System.GetUtcNow(), Attempts = 1,
    }, stop);

    private bool TestDatabaseHolds(string words) => Given.TestDatabase.Stores(server.Folder, words);

    /// <summary>The text of a message, whichever way it was encoded for the way.</summary>
    private static string Body(string message)
    {
        var parts = message.ReplaceLineEndings("\n").Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].ReplaceLineEndings("").Trim()))
            : Regex.Replace(parts[1].Replace("=\n", "", StringComparison.Ordinal), "=([0-9A-F]{2})", code => ((char)Convert.ToByte(code.Groups[1].Value, 16)).ToString());
    }

    private static Task<AccountId> Somebody(string login) => Task.FromResult(Account(login));

    private Task Owe(AccountId person, int count, TimeSpan due) => Do(work =>
    {
        for (var n = 0; n < count; n++) work.Owe("people.role-waits", new Subject("my-account", TypedId.Named($"thing {person.Value} {n}")), person, work.Now + due);
    });

    private Task Do(Action<Work> what) => Get<UnitOfWork>().Commit<Done>(Actor.Installation(SampleAgency.Id), work =>
    {
        what(work);
        return Done.It;
    });

    [GeneratedRegex("/me/notices/([A-Za-z0-9_-]+)")]
    private static partial Regex Secret();

    [GeneratedRegex("https?://[^/]+(/notices/stop/[A-Za-z0-9_-]+)")]
    private static partial Regex Stop();
}
