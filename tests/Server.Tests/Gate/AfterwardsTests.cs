using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;

namespace Probity.Server.Tests.Gate;

/// <summary>What follows the end of a decision over HTTP: what came of it, and the pack for defence and court.</summary>
public sealed class AfterwardsTests(GateServer server) : IClassFixture<GateServer>
{
    private static readonly object Known = new { came = "wrongStoppedBefore", knownOn = Today, source = "Bus card record, file 7", informedOn = Today };

    private static string Today => DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", null);

    private static async Task<JsonElement> Post(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string> Code(HttpClient client, string path, HttpStatusCode expected)
    {
        using var answer = await client.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("code").GetString()!;
    }

    private static string Code(JsonElement problem) => problem.GetProperty("errors")[0].GetProperty("code").GetString()!;

    [Fact]
    public async Task What_came_of_it_is_added_and_the_newest_counts()
    {
        var id = await server.Released("PV-2026-06001");
        using var system = server.CaseSystem();

        await Post(system, $"/api/v1/decisions/{id}/outcomes", new { came = "open", knownOn = Today, source = "Laboratory asked" }, HttpStatusCode.Created);
        var list = await Post(system, $"/api/v1/decisions/{id}/outcomes", Known, HttpStatusCode.Created);
        Code(await Post(system, $"/api/v1/decisions/{id}/outcomes", Known, HttpStatusCode.Conflict)).ShouldBe("judgement.outcome-unchanged");

        list.EnumerateArray().Select(one => one.GetProperty("came").GetString()).ShouldBe(["open", "wrongStoppedBefore"]);
        (await system.GetStringAsync($"/api/v1/decisions/{id}/outcomes")).ShouldBe(list.GetRawText());
        using var officer = await server.SignedIn(server.World.Officer);
        var page = await officer.GetStringAsync($"/decisions/{id}");
        page.ShouldContain("Found wrong before anyone was stopped");
        (await officer.GetStringAsync("/decisions?came=WrongStoppedBefore")).ShouldContain("PV-2026-06001");
        (await officer.GetStringAsync("/decisions?came=Open")).ShouldNotContain("PV-2026-06001");
        (await officer.GetStringAsync("/decisions/export/decisions.csv?q=PV-2026-06001")).ShouldContain("wrong-stopped-before");
    }

    [Fact]
    public async Task Nobody_is_told_what_came_of_it_while_somebody_still_judges()
    {
        var id = await server.Opened(GateServer.Opening(server.World, "PV-2026-06002", server.World.Officer));
        using var system = server.CaseSystem();

        Code(await Post(system, $"/api/v1/decisions/{id}/outcomes", Known, HttpStatusCode.Conflict)).ShouldBe("judgement.outcome-too-early");
        using var officer = await server.SignedIn(server.World.Officer);
        (await officer.GetAsync($"/decisions/{id}/outcomes")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task How_it_is_known_is_for_those_who_may_read_the_matter()
    {
        var id = await server.Released("PV-2026-06003");
        using var system = server.CaseSystem();
        await Post(system, $"/api/v1/decisions/{id}/outcomes", Known, HttpStatusCode.Created);
        using var lead = await server.SignedIn(server.World.AiLead);
        var seen = await lead.GetStringAsync($"/decisions/{id}/outcomes");

        seen.ShouldContain("Found wrong before anyone was stopped");
        seen.ShouldNotContain("Bus card");
        seen.ShouldNotContain("name=\"Came\"");
        Code(await Post(lead, $"/api/v1/decisions/{id}/outcomes", Known, HttpStatusCode.Forbidden)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_officer_records_it_on_the_page_and_is_told_what_is_missing()
    {
        var id = await server.Released("PV-2026-06004");
        using var officer = await server.SignedIn(server.World.Officer);
        var token = GateServer.Token(await officer.GetStringAsync($"/decisions/{id}/outcomes"));

        using var empty = await officer.PostAsync($"/decisions/{id}/outcomes", new FormUrlEncodedContent([new("form", token), new("InformedOn.Day", "31"), new("InformedOn.Month", "2"), new("InformedOn.Year", "2026")]));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var day = DateTimeOffset.UtcNow;
        using var done = await officer.PostAsync($"/decisions/{id}/outcomes", new FormUrlEncodedContent(
            [new("form", token), new("Came", "SupportedByOtherEvidence"), new("KnownOn.Day", $"{day.Day}"), new("KnownOn.Month", $"{day.Month}"), new("KnownOn.Year", $"{day.Year}"), new("Source", "Report 12 of the laboratory")]));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync());
        (await officer.GetStringAsync($"/decisions/{id}/outcomes")).ShouldContain("Report 12 of the laboratory");
    }

    [Fact]
    public async Task No_pack_leaves_before_the_end_not_even_where_the_output_was_released_to_protect()
    {
        var world = server.World;
        var waiting = await server.Opened(GateServer.Opening(world, "PV-2026-06005", world.Officer));
        var protective = await server.Opened(GateServer.Opening(world, "PV-2026-06006", world.Officer, mode: "protective", threat: "A man threatens a ward."));
        foreach (var person in new[] { world.Officer, world.Auditor })
        {
            using var client = await server.SignedIn(person);
            foreach (var id in new[] { waiting, protective })
            {
                var refused = await Post(client, $"/api/v1/decisions/{id}/disclosure", new { recipient = "Defence", reason = "Asked for" }, HttpStatusCode.Conflict);
                Code(refused).ShouldBe("judgement.disclosure-too-early");
                refused.GetRawText().ShouldNotContain("GALLERY-");
                (await Code(client, $"/api/v1/decisions/{id}/disclosure", HttpStatusCode.Conflict)).ShouldBe("judgement.disclosure-too-early");
                using var page = await client.GetAsync($"/decisions/{id}/disclosure");
                page.StatusCode.ShouldBe(HttpStatusCode.Conflict);
                (await page.Content.ReadAsStringAsync()).ShouldNotContain("GALLERY-");
            }
        }
    }

    [Fact]
    public async Task Whoever_may_only_see_states_and_a_connected_system_give_out_nothing()
    {
        var id = await server.Released("PV-2026-06007");
        using var system = server.CaseSystem();
        using var lead = await server.SignedIn(server.World.AiLead);
        using var other = await server.SignedIn(server.World.OtherOfficer);
        foreach (var client in new[] { system, lead, other })
        {
            Code(await Post(client, $"/api/v1/decisions/{id}/disclosure", new { recipient = "Defence", reason = "Asked for" }, HttpStatusCode.Forbidden)).ShouldBe("judgement.disclosure-not-yours");
            (await Code(client, $"/api/v1/decisions/{id}/disclosure", HttpStatusCode.Forbidden)).ShouldBe("judgement.disclosure-not-yours");
        }
        (await lead.GetAsync($"/decisions/{id}/disclosure")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await lead.GetStringAsync($"/decisions/{id}")).ShouldNotContain("/disclosure");
    }

    [Fact]
    public async Task The_pack_says_everything_the_record_has_and_its_receipt_verifies_alone()
    {
        var world = server.World;
        using (var refusedToo = await server.Open(GateServer.Opening(world, "PV-2026-06008", world.Officer, pixels: 31))) refusedToo.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var id = await server.Released("PV-2026-06008");
        using var system = server.CaseSystem();
        await Post(system, $"/api/v1/decisions/{id}/outcomes", Known, HttpStatusCode.Created);
        using var auditor = await server.SignedIn(world.Auditor);
        (await Code(auditor, $"/api/v1/decisions/{id}/disclosure", HttpStatusCode.Conflict)).ShouldBe("judgement.disclosure-not-given");
        Code(await Post(auditor, $"/api/v1/decisions/{id}/disclosure", new { }, HttpStatusCode.UnprocessableEntity)).ShouldBe("judgement.recipient-missing");

        var given = await Post(auditor, $"/api/v1/decisions/{id}/disclosure", new { recipient = "Defence, Idris Collen", reason = "Fourteen days before the hearing" }, HttpStatusCode.Created);
        var bytes = await auditor.GetByteArrayAsync($"/api/v1/decisions/{id}/disclosure");
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(given.GetProperty("sha256").GetString());
        CanonicalJson.IsCanonical(bytes).ShouldBeTrue();

        var pack = JsonDocument.Parse(bytes).RootElement;
        pack.GetProperty("given").GetProperty("to").GetString().ShouldBe("Defence, Idris Collen");
        pack.GetProperty("candidates").EnumerateArray().Select(one => (one.GetProperty("person").GetString(), one.GetProperty("band").GetString(), one.GetProperty("returned").GetInt32()))
            .ShouldBe([("GALLERY-ONE", "C", 1), ("GALLERY-TWO", "B", 2), ("GALLERY-THREE", "D", 3)]);
        pack.GetProperty("candidates").EnumerateArray().Select(one => one.GetProperty("shown")[0].GetProperty("number").GetInt32()).Order().ShouldBe([1, 2, 3]);
        pack.GetProperty("otherSearches")[0].GetProperty("refusals")[0].GetProperty("code").GetString().ShouldBe("judgement.below-quality-floor");
        pack.GetProperty("people")[0].GetProperty("view").GetProperty("answer").GetString().ShouldBe("noOneKnown");
        pack.GetProperty("people")[0].GetProperty("judgement").GetProperty("answer").GetString().ShouldBe("noLead");
        pack.GetProperty("outcomes")[0].GetProperty("source").GetString().ShouldBe("Bus card record, file 7");
        pack.GetProperty("doesNotProve").EnumerateArray().Select(limit => limit.GetProperty("id").GetString()).ShouldContain("error-rates");
        var authorisation = pack.GetProperty("authorisation");
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(authorisation.GetProperty("content").GetString()!))).ShouldBe(authorisation.GetProperty("hash").GetString());
        authorisation.GetProperty("conditions")[0].GetProperty("control").GetString().ShouldBe("C3");
        var text = Encoding.UTF8.GetString(bytes);
        foreach (var person in new[] { world.Officer, world.Second, world.Third }) text.ShouldNotContain(person.Value.ToString());
        text.ShouldNotContain("Ona Officer");

        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(pack.GetProperty("policy").GetString()!), out var policy, out _).ShouldBeTrue();
        ReceiptVerifier.Verify(Encoding.UTF8.GetBytes(pack.GetProperty("receipt").GetString()!), policy!, new ReceiptExpectation { Now = DateTimeOffset.UtcNow, Case = "PV-2026-06008" }).Accepted.ShouldBeTrue();
    }

    [Theory, InlineData("en", "Disclosure pack, case", "not legal advice"), InlineData("fr", "Dossier de communication", "conseil juridique")]
    public async Task The_page_asks_to_whom_and_why_shows_the_pack_and_gives_the_same_bytes_again(string language, string heading, string notice)
    {
        var id = await server.Released("PV-2026-0700" + language);
        using var officer = await server.SignedIn(server.World.Officer, language: language);
        (await officer.GetStringAsync($"/decisions/{id}")).ShouldContain($"/decisions/{id}/disclosure");
        var token = GateServer.Token(await officer.GetStringAsync($"/decisions/{id}/disclosure"));
        using var empty = await officer.PostAsync($"/decisions/{id}/disclosure", new FormUrlEncodedContent([new("form", token)]));
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var done = await officer.PostAsync($"/decisions/{id}/disclosure", new FormUrlEncodedContent([new("form", token), new("Recipient", "Magistrates’ Court"), new("Reason", "Hearing of the 14th")]));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync());

        var page = await officer.GetStringAsync(done.Headers.Location!.ToString());
        page.ShouldContain(heading);
        page.ShouldContain(notice);
        foreach (var candidate in new[] { "GALLERY-ONE", "GALLERY-TWO", "GALLERY-THREE" }) page.ShouldContain(candidate);
        var file = await officer.GetByteArrayAsync($"/decisions/{id}/disclosure/1.json");
        page.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(file)));
        (await officer.GetByteArrayAsync($"/api/v1/decisions/{id}/disclosure")).ShouldBe(file);
        using var other = await server.SignedIn(server.World.OtherOfficer);
        (await other.GetAsync($"/decisions/{id}/disclosure/1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync($"/decisions/{id}/disclosure/1.json")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_receipt_that_was_used_says_when_as_a_person_writes_it()
    {
        var id = await server.Opened(GateServer.Opening(server.World, "PV-2026-06009", server.World.Officer, mode: "protective", threat: "A man threatens a ward."));
        using var client = server.CaseSystem();
        var use = new { action = "protect", receiver = "case-system", @case = "PV-2026-06009" };
        await Post(client, $"/api/v1/decisions/{id}/receipt/use", use, HttpStatusCode.OK);

        var said = (await Post(client, $"/api/v1/decisions/{id}/receipt/use", use, HttpStatusCode.Conflict)).GetProperty("errors")[0].GetProperty("detail").GetString()!;

        said.ShouldMatch(@"used on \d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d\.$");
    }
}
