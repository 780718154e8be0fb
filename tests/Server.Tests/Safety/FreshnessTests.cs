using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.People.Roles;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Safety;

/// <summary>What weighs most asks a person whose last proof is old who is sitting there; nothing that was typed is lost, and no script is needed.</summary>
public sealed partial class FreshnessTests(TwoAgencies server) : IClassFixture<TwoAgencies>
{
    private const string Question = "/sign-in/confirm";

    private World World => server.World;

    private sealed record Signed(HttpClient Http, CookieContainer Cookies, Proven Person, string Token)
    {
        public string Session => Cookies.GetCookies(Http.BaseAddress!)["probity"]!.Value;
        public string Code() => Person.Code();
    }

    private async Task<Signed> SignedIn(AccountId person, bool stale)
    {
        var (proven, cookies) = (await Proven.Make(server.App.Services, World.Agency, person, stale), new CookieContainer());
        cookies.Add(server.Address, new Cookie("probity", proven.Cookie));
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        return new(http, cookies, proven, GateServer.Token(await http.GetStringAsync("/sign-out")));
    }

    private static async Task<(HttpResponseMessage Answer, string Page)> Post(Signed signed, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([new("form", signed.Token), .. fields.Select(one => new KeyValuePair<string, string>(one.Name, one.Value))]);
        var answer = await signed.Http.PostAsync(path, form);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What waits under the question, in the form that takes a code.</summary>
    private static (string Name, string Value)[] Waiting(string page) =>
        [.. Hidden().Matches(page.Split("<form").Single(form => form.Contains("name=\"ConfirmCode\"", StringComparison.Ordinal)))
            .Select(match => (WebUtility.HtmlDecode(match.Groups[1].Value), WebUtility.HtmlDecode(match.Groups[2].Value))).Where(one => one.Item1 != "form")];

    [GeneratedRegex("<input(?: type=\"hidden\"| name=\"([^\"]+)\"){2}[^>]*? value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    private int Acts(string? kind = null)
    {
        using var db = World.Get<Reads>().Open(World.Agency);
        return db.Set<JournalRow>().Count(row => kind == null || row.Kind == kind);
    }

    private Task<AccountId> Somebody(Role role) => World.Another("fresh." + Guid.NewGuid().ToString("N")[..8], "Fay Fresh", role);

    private static Role Carrying(Right? right) => right switch
    {
        Right.AuthoriseUse => Role.Leader,
        Right.EraseContent or Right.SeeDecisions => Role.Legal,
        _ => Role.Administrator,
    };

    private static bool IsAsked(Door door, string address, HttpResponseMessage answer, string page) =>
        !door.IsPage ? answer.StatusCode == HttpStatusCode.Forbidden && page.Contains("people.confirm-first", StringComparison.Ordinal)
        : answer.StatusCode == (door.Fresh!.Before ? HttpStatusCode.Redirect : HttpStatusCode.TemporaryRedirect)
            && answer.Headers.Location?.OriginalString == $"{Question}?back={Uri.EscapeDataString(door.Fresh.Before ? address.Split('?')[0] : address)}";

    [Fact]
    public async Task Every_act_of_the_list_asks_an_old_session_and_no_fresh_one()
    {
        var doors = server.Doors.Where(door => door is { Fresh: not null, IsGet: false }).ToList();
        doors.Count.ShouldBeGreaterThan(15);
        var (people, wrong) = (new Dictionary<(Role, bool), Signed>(), new List<string>());
        foreach (var stale in new[] { true, false })
        {
            foreach (var role in new[] { Role.Administrator, Role.Leader, Role.Legal }) people[(role, stale)] = await SignedIn(await Somebody(role), stale);
            var before = Acts();
            foreach (var door in doors)
                foreach (var address in server.Addresses(door, World))
                {
                    var who = people[(Carrying(door.Needs), stale)];
                    using var form = new FormUrlEncodedContent([new("form", who.Token)]);
                    using var json = new StringContent("{}", Encoding.UTF8, "application/json");
                    using var answer = await who.Http.PostAsync(address, door.IsPage ? form : json);
                    var page = await answer.Content.ReadAsStringAsync();
                    var to = answer.Headers.Location?.OriginalString;
                    if (IsAsked(door, address, answer, page) != stale || to?.StartsWith("/sign-in?", StringComparison.Ordinal) == true) wrong.Add($"{(stale ? "old" : "fresh")}: {door.Method} {address}: {(int)answer.StatusCode} {to}");
                }
            if (stale) Acts().ShouldBe(before);
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_typed_waits_under_the_question_and_goes_on_when_it_is_answered()
    {
        var signed = await SignedIn(await Somebody(Role.Administrator), stale: true);
        var login = "new." + Guid.NewGuid().ToString("N")[..8];
        (string, string)[] typed = [("Input.Login", login), ("Input.Name", "Zoë \"Z\" <b>O'Neill</b>"), ("Input.Title", ""), ("Input.Language", "en"), ("Roles", "Officer"), ("Roles", "Trainer"), ("Back", "/elsewhere")];
        var (asked, _) = await Post(signed, "/accounts/new", typed);
        var question = asked.Headers.Location!.OriginalString;
        var (shown, page) = await Post(signed, question, typed);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Headers.CacheControl!.NoStore.ShouldBeTrue();
        Waiting(page).ShouldBe([("ConfirmSends", "true"), .. typed]);

        var before = signed.Session;
        var (refused, again) = await Post(signed, question, [.. Waiting(page), ("ConfirmCode", "000000")]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Waiting(again).ShouldBe([("ConfirmSends", "true"), .. typed]);
        signed.Session.ShouldBe(before);

        var answered = (ValueTuple<string, string>[])[.. Waiting(again), ("ConfirmCode", signed.Code())];
        var (onward, _) = await Post(signed, question, answered);
        (onward.StatusCode, onward.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.TemporaryRedirect, "/accounts/new"));
        signed.Session.ShouldNotBe(before);
        var (made, said) = await Post(signed, "/accounts/new", answered);
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect, said);
        WebUtility.HtmlDecode(await signed.Http.GetStringAsync(made.Headers.Location)).ShouldContain("Zoë \"Z\" <b>O'Neill</b>");

        // The cookie of before opens nothing any more.
        using var thief = server.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Add("Cookie", "probity=" + before);
        using var shut = await thief.SendAsync(request);
        shut.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_page_for_passwords_asks_before_anything_is_typed_and_never_carries_one()
    {
        var signed = await SignedIn(await Somebody(Role.Trainer), stale: true);
        using var asked = await signed.Http.GetAsync("/me/password");
        (asked.StatusCode, asked.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, Question + "?back=%2Fme%2Fpassword"));
        var (lapsed, _) = await Post(signed, "/me/password", ("Old", "a long enough secret"), ("Password", "another long secret"));
        (lapsed.StatusCode, lapsed.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, Question + "?back=%2Fme%2Fpassword"));
        var page = await signed.Http.GetStringAsync(asked.Headers.Location);
        Waiting(page).ShouldBeEmpty();
        var (onward, _) = await Post(signed, asked.Headers.Location.OriginalString, ("ConfirmCode", signed.Code()));
        (onward.StatusCode, onward.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, "/me/password"));
        (await signed.Http.GetStringAsync("/me/password")).ShouldContain("name=\"Password\"");
    }

    [Theory]
    [InlineData("https://evil.example/"), InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("/sign-in/confirm?back=/x")]
    public async Task Whoever_confirms_stays_here(string back)
    {
        var signed = await SignedIn(await Somebody(Role.Trainer), stale: true);
        var (onward, _) = await Post(signed, $"{Question}?back={Uri.EscapeDataString(back)}", ("ConfirmSends", "true"), ("ConfirmCode", signed.Code()));
        (onward.StatusCode, onward.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.TemporaryRedirect, "/"));
    }

    [Fact]
    public async Task A_page_of_another_site_confirms_nothing()
    {
        var signed = await SignedIn(await Somebody(Role.Trainer), stale: true);
        using var form = new FormUrlEncodedContent([new("ConfirmCode", signed.Code())]);
        using var answer = await signed.Http.PostAsync(Question, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var still = await signed.Http.GetAsync("/me/password");
        still.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_suspension_and_cutting_off_a_system_wait_for_nobody_and_looking_is_free()
    {
        var (lead, keeper) = (await SignedIn(await Somebody(Role.AiLead), stale: true), await SignedIn(await Somebody(Role.Integrator), stale: true));
        // Without a reason each is refused by its own rule, which is where it must get to.
        (await Post(lead, $"/uses/{World.UseReference}/suspend")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Post(keeper, $"/clients/{World.Client}")).Answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var looked = await keeper.Http.GetAsync("/clients/new");
        looked.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
