using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Probity.Acts.Ids;
using Probity.Given;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Register;

/// <summary>The register through its pages and its interface, as people and programs meet it.</summary>
public sealed class RegisterPagesTests(RegisterPagesTests.SeveralPeople server) : IClassFixture<RegisterPagesTests.SeveralPeople>
{
    private World World => server.World;

    /// <summary>Everybody signs in once: who signs in again and again is held back.</summary>
    public sealed class SeveralPeople : GateServer
    {
        private readonly Dictionary<(AccountId, string), HttpClient> _browsers = [];

        public async Task<HttpClient> For(AccountId person, string language = "en") =>
            _browsers.TryGetValue((person, language), out var known) ? known : _browsers[(person, language)] = await SignedIn(person, language: language);
    }

    private static async Task<string> Html(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Fills the form of a page: what it carries hidden, and what is typed.</summary>
    private static async Task<HttpResponseMessage> Post(HttpClient browser, string path, string page, params (string Name, string Value)[] typed)
    {
        var hidden = Regex.Matches(page, "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"").Select(match => (Name: match.Groups[1].Value, Value: WebUtility.HtmlDecode(match.Groups[2].Value)));
        var all = hidden.Where(field => typed.All(one => one.Name != field.Name)).Concat(typed).Append(("form", GateServer.Token(page)));
        using var form = new FormUrlEncodedContent(all.Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        return await browser.PostAsync(path, form);
    }

    [Fact]
    public async Task A_use_goes_from_a_proposal_to_operation_through_the_pages()
    {
        var lead = await server.For(World.AiLead);
        var path = "/uses/new";
        var page = await Html(lead, path);
        using var second = await Post(lead, path, page, ("Step", "1"), ("to", "2"), ("Form.Name", "Plate reading at the port"), ("Form.NameFr", "Lecture de plaques au port"),
            ("Form.SystemName", "PlateSight"), ("Form.Vendor", "Halden Optics"), ("Form.Label", "2.0"), ("Form.Category", "ImageAnalysis"), ("Form.Reference", "PV-AI-003"));
        page = await second.Content.ReadAsStringAsync();
        page.ShouldContain("Plate reading at the port");
        using var third = await Post(lead, path, page, ("to", "3"), ("Form.Purpose", "Reads number plates to find stolen cars."), ("Form.UsedBy", "Port Division"), ("Form.Owner", World.AiLead.ToString()), ("Form.DecisionKinds", "plate-alert"));
        page = await third.Content.ReadAsStringAsync();
        using var fourth = await Post(lead, path, page, ("to", "4"), ("Form.LegalBasis", "Police Data Act s. 50"), ("Form.Class", "Medium"));
        page = await fourth.Content.ReadAsStringAsync();
        page.ShouldContain("Reads number plates to find stolen cars.");
        page.ShouldContain("PlateSight 2.0");

        using (var without = await Post(lead, path, page, ("to", "record")))
        {
            without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await without.Content.ReadAsStringAsync()).ShouldContain("PlateSight 2.0");
        }
        using (var done = await Post(lead, path, page, ("to", "record"), ("Reason", "Asked for by the port."))) done.Headers.Location!.ToString().ShouldBe("/uses/PV-AI-003");

        path = "/uses/PV-AI-003/assess";
        using (var assessed = await Post(lead, path, await Html(lead, path), ("Title", "Rights assessment"), ("MadeOn.Day", "20"), ("MadeOn.Month", "3"), ("MadeOn.Year", "2025"),
            ("MadeBy", "Legal adviser"), ("Result", "Acceptable"), ("Reason", "The whole document."))) assessed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        path = "/uses/PV-AI-003/prepare";
        using (var prepared = await Post(lead, path, await Html(lead, path),
            [("Chosen", "independent-evidence"), ("Numbers[independent-evidence]", "2"), ("Others", "Protest days off"), .. InAHundredDays(), ("Reason", "Ready.")])) prepared.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var leader = await server.For(World.Leader);
        path = "/uses/PV-AI-003/authorise";
        page = await Html(leader, path);
        page.ShouldContain("Protest days off");
        page.ShouldContain(Regex.Match(page, "name=\"Read\" value=\"([0-9a-f]{64})\"").Groups[1].Value);
        using (var granted = await Post(leader, path, page, ("Reason", "Necessary and narrow."))) granted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var begun = await Post(lead, "/uses/PV-AI-003/begin", await Html(lead, "/uses/PV-AI-003/begin"), ("Reason", "Trained."))) begun.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        page = await Html(lead, "/uses/PV-AI-003");
        page.ShouldContain("In operation");
        page.ShouldContain("at least 2.");
    }

    [Fact]
    public async Task Approving_what_changed_after_it_was_read_is_refused_with_what_changed()
    {
        var (lead, leader) = (await server.For(World.AiLead), await server.For(World.Leader));
        var reference = await Found(lead, "Letters");
        await Assessed(lead, reference);
        await Prepared(lead, reference);
        var path = $"/uses/{reference}/authorise";
        var read = await Html(leader, path);

        var edit = await Html(lead, $"/uses/{reference}/edit");
        using (var edited = await Post(lead, $"/uses/{reference}/edit", edit, Complete("Something else entirely."))) edited.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var refused = await Post(leader, path, read, ("Reason", "Fine."));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await refused.Content.ReadAsStringAsync();
        page.ShouldContain("What you were about to approve has changed");
        page.ShouldContain("<li>Purpose</li>");
        page.ShouldContain("Fine.");
    }

    [Theory]
    [InlineData("/uses", true, true, true)]
    [InlineData("/systems", true, true, true)]
    [InlineData("/uses/found", true, true, true)]
    [InlineData("/uses/first", true, true, true)]
    [InlineData("/uses/form", true, true, true)]
    [InlineData("/uses/new", false, true, false)]
    [InlineData("/systems/new", false, true, false)]
    [InlineData("/uses/{use}", true, true, true)]
    [InlineData("/uses/{use}/edit", false, true, false)]
    [InlineData("/uses/{use}/assess", false, true, false)]
    [InlineData("/uses/{use}/prepare", false, true, false)]
    [InlineData("/uses/{use}/begin", false, true, false)]
    [InlineData("/uses/{use}/suspend", false, true, true)]
    [InlineData("/uses/{use}/authorise", false, false, true)]
    [InlineData("/uses/{use}/resume", false, false, true)]
    [InlineData("/uses/{use}/end", false, false, true)]
    [InlineData("/uses/{use}/refuse", false, false, true)]
    [InlineData("/uses/{use}/withdraw", false, false, true)]
    [InlineData("/uses/{use}/return", false, false, true)]
    [InlineData("/uses/export/uses.csv", true, true, true)]
    [InlineData("/uses/export/uses.json", true, true, true)]
    [InlineData("/uses/export/dictionary.json", true, true, true)]
    [InlineData("/systems/export/systems.csv", true, true, true)]
    public async Task Each_page_opens_in_both_languages_for_whom_it_is_and_for_nobody_else(string path, bool officer, bool lead, bool leader)
    {
        path = path.Replace("{use}", World.UseReference, StringComparison.Ordinal);
        foreach (var (person, may) in new[] { (World.Officer, officer), (World.AiLead, lead), (World.Leader, leader) })
            foreach (var language in new[] { "en", "fr" })
            {
                var browser = await server.For(person, language);
                using var answer = await browser.GetAsync(path);
                answer.StatusCode.ShouldBe(may ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{path} {language}");
                if (may && answer.Content.Headers.ContentType?.MediaType == "text/html") (await answer.Content.ReadAsStringAsync()).ShouldContain($"<html lang=\"{language}\"");
            }
        using var nobody = await server.Browser().GetAsync(path);
        nobody.StatusCode.ShouldBeOneOf(HttpStatusCode.Redirect, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_agency_without_a_register_is_asked_first_what_it_already_has()
    {
        var other = await World.Make(server.App.Services, "empty-" + Guid.NewGuid().ToString("N")[..6]);
        var made = World.Must(await other.Get<People.Agencies.FirstStart>().MakeAgency(new People.Agencies.NewAgency("New agency", "new-" + Guid.NewGuid().ToString("N")[..6], ["en"],
            new People.Accounts.NewAccount("admin", "Pat Admin", "", null, ["en"])) { Sample = true }));
        var link = World.Must(await other.Get<People.SignIn.SignInLinks>().Make(Acts.Actor.Installation(made.Id), made.Administrator, sample: true)).Path;
        var browser = server.Browser();
        using (var form = new FormUrlEncodedContent([new("form", GateServer.Token(await browser.GetStringAsync(link)))])) (await browser.PostAsync(link, form)).Dispose();

        using (var first = await browser.GetAsync("/uses")) first.Headers.Location!.ToString().ShouldBe("/uses/first");
        var page = await Html(browser, "/uses/first");
        page.ShouldContain("List the AI you already have");
        using (var partly = await Post(browser, "/uses/first", page, ("Lines[0].Name", "Blurring of recordings"), ("Lines[1].Name", "Search"), ("Lines[1].SystemName", "LexDesk"), ("Reason", "We asked.")))
        {
            partly.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await partly.Content.ReadAsStringAsync()).ShouldContain("Blurring of recordings");
        }
        using (var done = await Post(browser, "/uses/first", page, ("Lines[0].Name", "Blurring of recordings"), ("Lines[0].SystemName", "VeilCut"), ("Lines[2].Name", "Search"), ("Lines[2].SystemName", "LexDesk"), ("Reason", "We asked.")))
            done.Headers.Location!.ToString().ShouldBe("/uses");
        (await Html(browser, "/uses")).ShouldContain("VeilCut");
        (await browser.GetStringAsync("/api/v1/uses/" + World.UseReference)).ShouldNotContain("Face search");
    }

    [Fact]
    public async Task The_interface_reads_the_register_a_page_at_a_time_and_only_ones_own()
    {
        var officer = await server.For(World.Officer);
        using var one = JsonDocument.Parse(await officer.GetStringAsync($"/api/v1/uses/{World.UseReference}"));
        one.RootElement.GetProperty("reference").GetString().ShouldBe(World.UseReference);
        one.RootElement.GetProperty("mayRun").GetBoolean().ShouldBeTrue();
        using var all = JsonDocument.Parse(await officer.GetStringAsync("/api/v1/uses?q=face"));
        all.RootElement.GetProperty("total").GetInt64().ShouldBeGreaterThan(0);

        var other = await World.Make(server.App.Services, "other-" + Guid.NewGuid().ToString("N")[..6]);
        var stranger = await server.SignedIn(other.Officer, other);
        using var theirs = await stranger.GetAsync("/api/v1/uses/PV-AI-003");
        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetStringAsync("/uses/export/uses.csv")).ShouldNotContain("PlateSight");
        using var unauthenticated = await server.Machine().GetAsync("/api/v1/uses");
        unauthenticated.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Unknown_and_foreign_things_are_not_found_and_say_nothing()
    {
        var lead = await server.For(World.AiLead);
        foreach (var path in new[] { "/uses/NO-SUCH-1", "/uses/NO-SUCH-1/edit", $"/uses/by-id/{Guid.NewGuid()}", $"/systems/{Guid.NewGuid()}", $"/uses/{World.UseReference}/explode" })
        {
            using var answer = await lead.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        using var known = await lead.GetAsync($"/uses/by-id/{World.Use}");
        known.Headers.Location!.ToString().ShouldBe("/uses/" + World.UseReference);
    }

    private static (string, string)[] InAHundredDays()
    {
        var day = Probity.Desk.Parts.DayInput.Of(DateOnly.FromDateTime(DateTime.UtcNow.AddDays(100)));
        return [("Until.Day", day.Day!), ("Until.Month", day.Month!), ("Until.Year", day.Year!)];
    }

    private async Task<string> Found(HttpClient browser, string name)
    {
        using var answer = await Post(browser, "/uses/found", await Html(browser, "/uses/found"), ("Name", name), ("SystemName", "Loomlet"), ("Reason", "Seen on a screen."));
        return answer.Headers.Location!.ToString()["/uses/".Length..];
    }

    private (string, string)[] Complete(string purpose) =>
    [
        ("Form.Name", "Letters"), ("Form.SystemName", "Loomlet"), ("Form.Purpose", purpose), ("Form.UsedBy", "Everybody"), ("Form.Owner", World.AiLead.ToString()),
        ("Form.LegalBasis", "Police Data Act s. 44"), ("Form.Class", "Low"), ("Reason", "Completed."),
    ];

    private async Task Assessed(HttpClient lead, string reference)
    {
        using (var edited = await Post(lead, $"/uses/{reference}/edit", await Html(lead, $"/uses/{reference}/edit"), Complete("Helps staff to write letters."))) edited.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var answer = await Post(lead, $"/uses/{reference}/assess", await Html(lead, $"/uses/{reference}/assess"), ("Title", "Screening"), ("MadeOn.Day", "1"), ("MadeOn.Month", "2"),
            ("MadeOn.Year", "2025"), ("MadeBy", "AI lead"), ("Result", "AcceptableWithConditions"), ("Reason", "Screening form."));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task Prepared(HttpClient lead, string reference)
    {
        using var answer = await Post(lead, $"/uses/{reference}/prepare", await Html(lead, $"/uses/{reference}/prepare"), [.. InAHundredDays(), ("Reason", "Ready.")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
