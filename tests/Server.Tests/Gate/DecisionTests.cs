using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Probity.Given;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;

namespace Probity.Server.Tests.Gate;

/// <summary>The main thread over HTTP: open, own view, output, judgement, blind second person, receipt, offline verification.</summary>
public sealed class DecisionTests(GateServer server) : IClassFixture<GateServer>
{
    private static async Task<JsonElement> Json(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    private async Task<JsonElement> Post(HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static IEnumerable<string?> Codes(JsonElement problem) => problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString());

    /// <summary>The number under which the person was shown this candidate.</summary>
    private static int Shown(JsonElement opened, string person) =>
        opened.GetProperty("output").GetProperty("candidates").EnumerateArray().ToList().FindIndex(c => c.GetProperty("person").GetString() == person) + 1;

    [Fact]
    public async Task From_opening_to_a_receipt_that_verifies_offline_and_refuses_any_changed_byte()
    {
        var world = server.World;
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-04417", world.Officer));
        using var officer = await server.SignedIn(world.Officer);
        var opened = await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        opened.GetProperty("decision").GetProperty("state").GetString().ShouldBe("revealed");
        var judged = await Post(officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("lead", Shown(opened, "GALLERY-TWO")));
        judged.GetProperty("state").GetString().ShouldBe("judged");
        judged.GetProperty("moved").GetBoolean().ShouldBeTrue();

        using var caseSystem = server.CaseSystem();
        (await Json(await caseSystem.GetAsync($"/api/v1/decisions/{id}"))).GetProperty("outstanding")[0].GetString().ShouldBe("second");
        (await caseSystem.GetAsync($"/api/v1/decisions/{id}/receipt")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var second = await DrawnSecond(id);
        var seen = await Post(second, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() });
        var released = await Post(second, $"/api/v1/decisions/{id}/second", new { judgement = GateServer.Judgement("lead", Shown(seen, "GALLERY-TWO")) });
        released.GetProperty("state").GetString().ShouldBe("released");

        var receipt = await Receipt(caseSystem, id);
        var policy = Policy();
        var expected = new ReceiptExpectation { Now = DateTimeOffset.UtcNow, Case = "PV-2026-04417", Action = "enquiries", Receiver = "case-system" };
        var report = ReceiptVerifier.Verify(receipt, policy, expected);
        report.Accepted.ShouldBeTrue(string.Join("; ", report.Findings.Where(f => f.Status == FindingStatus.Failed).Select(f => f.Code + " " + f.Variant)));
        for (var i = 0; i < receipt.Length; i += 7)
        {
            var changed = receipt.ToArray();
            changed[i] ^= 1;
            ReceiptVerifier.Verify(changed, policy, expected).Accepted.ShouldBeFalse($"byte {i}");
        }
        Encoding.UTF8.GetString(receipt).ShouldNotContain(world.Officer.Value.ToString());
        Encoding.UTF8.GetString(receipt).ShouldNotContain("GALLERY-");
    }

    [Fact]
    public async Task The_output_is_nowhere_before_the_own_view_is_committed()
    {
        var world = server.World;
        using var answer = await server.Open(GateServer.Opening(world, "PV-2026-05001", world.Officer));
        var said = await answer.Content.ReadAsStringAsync();
        said.ShouldNotContain("GALLERY-");
        var id = JsonDocument.Parse(said).RootElement.GetProperty("id").GetString();
        foreach (var person in new[] { world.Officer, world.OtherOfficer, world.Second, world.Leader, world.AiLead, world.Auditor, world.Administrator })
        {
            using var browser = await server.SignedIn(person);
            foreach (var path in new[] { $"/api/v1/decisions/{id}", $"/api/v1/decisions/{id}/receipt", $"/decisions/{id}", "/decisions", "/today", "/decisions/export/decisions.csv", "/decisions/export/decisions.json" })
                (await (await browser.GetAsync(path)).Content.ReadAsStringAsync()).ShouldNotContain("GALLERY-", Case.Sensitive, $"{path} as {person}");
        }
        TestDatabase.Stores(server.Folder, "GALLERY-ONE").ShouldBeFalse();
        server.Log.ShouldAllBe(line => !line.Contains("GALLERY-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steps_out_of_order_and_by_others_are_refused_with_every_reason()
    {
        var world = server.World;
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-05002", world.Officer));
        using var officer = await server.SignedIn(world.Officer);
        using var other = await server.SignedIn(world.OtherOfficer);
        Codes(await Post(officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("noLead"), HttpStatusCode.Conflict)).ShouldContain("judgement.step-out-of-order");
        Codes(await Post(other, $"/api/v1/decisions/{id}/view", GateServer.View(), HttpStatusCode.Forbidden)).ShouldContain("judgement.not-yours");
        await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        Codes(await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View(), HttpStatusCode.Conflict)).ShouldContain("judgement.already-recorded");

        var bad = await Post(officer, $"/api/v1/decisions/{id}/judgement", new { answer = "lead", candidate = 9 }, HttpStatusCode.UnprocessableEntity);
        Codes(bad).ShouldBe(["judgement.candidate-unknown", "judgement.sureness-missing", "judgement.why-changed-missing"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_view_says_everything_that_is_missing_at_once_and_writes_nothing()
    {
        var world = server.World;
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-05003", world.Officer));
        using var officer = await server.SignedIn(world.Officer);
        var problem = await Post(officer, $"/api/v1/decisions/{id}/view", new { reasons = "Too short.", facts = new { heightFromCm = 190, heightToCm = 170, marks = Array.Empty<string>() } }, HttpStatusCode.UnprocessableEntity);
        Codes(problem).ShouldBe(["judgement.answer-missing", "judgement.reasons-too-short", "judgement.opposite-missing", "judgement.sureness-missing", "judgement.range-reversed"], ignoreOrder: true);
        (await Json(await officer.GetAsync($"/api/v1/decisions/{id}"))).GetProperty("state").GetString().ShouldBe("opened");
    }

    [Fact]
    public async Task A_replayed_key_gives_the_first_answer_and_another_request_under_it_is_refused()
    {
        var world = server.World;
        var body = GateServer.Opening(world, "PV-2026-05004", world.Officer);
        using var first = await server.Open(body, "once");
        using var again = await server.Open(body, "once");
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        using var other = await server.Open(GateServer.Opening(world, "PV-2026-05005", world.Officer), "once");
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Codes(await Json(other)).ShouldBe(["acts.idempotency-key-used-otherwise"]);
    }

    [Fact]
    public async Task Sixteen_double_posts_open_one_decision()
    {
        var body = GateServer.Opening(server.World, "PV-2026-05006", server.World.Officer);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => server.Open(body, "sixteen")));
        var ids = new HashSet<string>();
        foreach (var answer in answers) ids.Add((await Json(answer)).GetProperty("id").GetString()!);
        ids.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, "judgement.unreadable")]
    [InlineData("[]", HttpStatusCode.BadRequest, "judgement.unreadable")]
    [InlineData("""{"use":"X","use":"Y"}""", HttpStatusCode.BadRequest, "judgement.unreadable")]
    [InlineData("""{"unheard":"of"}""", HttpStatusCode.BadRequest, "judgement.unreadable")]
    public async Task A_request_that_cannot_be_read_says_where(string body, HttpStatusCode expected, string code)
    {
        using var client = server.CaseSystem();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/decisions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
        Codes(await Json(answer)).ShouldContain(code);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_refused_before_it_is_read()
    {
        using var client = server.CaseSystem();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/decisions") { Content = new StringContent("\"" + new string('x', 300_000) + "\"", Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "large");
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Below_the_floor_nobody_opens_the_output_and_the_refusal_is_in_the_ledger()
    {
        using var answer = await server.Open(GateServer.Opening(server.World, "PV-2026-05007", server.World.Officer, pixels: 31));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Codes(await Json(answer)).ShouldBe(["judgement.below-quality-floor"]);
        using var read = server.World.Get<Acts.Storage.Reads>().Rent();
        read.Number(new Acts.Storage.Statement("SELECT count(*) FROM acts_journal WHERE kind = 'judgement.opening-refused' AND agency = @p0"), server.World.Agency).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Every_reason_of_a_refused_opening_is_said()
    {
        using var answer = await server.Open(GateServer.Opening(server.World, "PV-2026-05008", server.World.Auditor, pixels: 31, output: new { system = "FaceLink", version = "4.3", gallery = 1, candidates = Array.Empty<object>() }));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Codes(await Json(answer)).ShouldBe(["judgement.other-version", "judgement.below-quality-floor", "judgement.officer-may-not-judge"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_unknown_use_and_a_use_of_another_agency_are_the_same_to_the_caller()
    {
        var other = await Given.World.Make(server.App.Services, "other-" + Guid.NewGuid().ToString("N")[..6]);
        var id = await server.Opened(GateServer.Opening(other, "X-1", other.Officer), other);
        using var mine = server.CaseSystem();
        using var theirs = await mine.GetAsync($"/api/v1/decisions/{id}");
        using var none = await mine.GetAsync($"/api/v1/decisions/{Guid.NewGuid()}");
        theirs.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.Content.ReadAsStringAsync()).ShouldBe(await none.Content.ReadAsStringAsync());
        using var officer = await server.SignedIn(server.World.Officer);
        foreach (var path in new[] { "view", "judgement", "withdrawal" })
            ((int)(await officer.PostAsJsonAsync($"/api/v1/decisions/{id}/{path}", path == "view" ? GateServer.View() : path == "judgement" ? GateServer.Judgement("noLead") : new { text = "mine now" })).StatusCode).ShouldBeInRange(400, 499);
    }

    [Fact]
    public async Task A_protective_output_is_released_at_once_to_protect_only_and_marked_unreviewed()
    {
        var world = server.World;
        using var answer = await server.Open(GateServer.Opening(world, "PV-2026-05009", world.Officer, mode: "protective", threat: "A child of eight is missing since noon."));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var opened = await Json(answer);
        opened.GetProperty("protectiveOutput").GetProperty("candidates").GetArrayLength().ShouldBe(3);
        using var caseSystem = server.CaseSystem();
        var receipt = await Receipt(caseSystem, opened.GetProperty("id").GetString()!);
        var body = JsonDocument.Parse(receipt).RootElement.GetProperty("act").GetProperty("payload");
        body.GetProperty("permittedAction").GetString().ShouldBe("protect");
        body.GetProperty("judgement").GetProperty("outcome").GetString().ShouldBe("not-reviewed");
        body.GetProperty("protocol").GetProperty("weaker").GetBoolean().ShouldBeTrue();
        ReceiptVerifier.Verify(receipt, Policy(), new ReceiptExpectation { Now = DateTimeOffset.UtcNow, Action = "protect" }).Accepted.ShouldBeTrue();
        ReceiptVerifier.Verify(receipt, Policy(), new ReceiptExpectation { Now = DateTimeOffset.UtcNow, Action = "arrest" }).Accepted.ShouldBeFalse();

        using var officer = await server.SignedIn(world.Officer);
        var id = opened.GetProperty("id").GetString();
        await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        (await Post(officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("insufficient", changed: false))).GetProperty("state").GetString().ShouldBe("released");
    }

    [Fact]
    public async Task Two_people_who_differ_call_a_third_and_the_output_has_no_vote()
    {
        var world = server.World;
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-05010", world.Officer));
        using var officer = await server.SignedIn(world.Officer);
        var opened = await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        await Post(officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("lead", Shown(opened, "GALLERY-TWO")));
        var second = await DrawnSecond(id);
        await Post(second, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() });
        (await Post(second, $"/api/v1/decisions/{id}/second", new { judgement = GateServer.Judgement("insufficient", changed: false) })).GetProperty("state").GetString().ShouldBe("disagreed");
        var third = await DrawnSecond(id, third: true);
        await Post(third, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() });
        (await Post(third, $"/api/v1/decisions/{id}/second", new { judgement = GateServer.Judgement("noLead") })).GetProperty("state").GetString().ShouldBe("released");
        using var caseSystem = server.CaseSystem();
        var body = JsonDocument.Parse(await Receipt(caseSystem, id)).RootElement.GetProperty("act").GetProperty("payload");
        body.GetProperty("permittedAction").GetString().ShouldBe("none");
        body.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("name").GetString()).ShouldContain("adjudicated");
    }

    [Fact]
    public async Task A_receipt_is_used_once_for_its_action_by_its_receiver()
    {
        var world = server.World;
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-05011", world.Officer, mode: "protective", threat: "A man threatens a ward."));
        using var client = server.CaseSystem();
        Codes(await Post(client, $"/api/v1/decisions/{id}/receipt/use", new { action = "arrest", receiver = "someone", @case = "other" }, HttpStatusCode.Forbidden)).Count().ShouldBe(3);
        await Post(client, $"/api/v1/decisions/{id}/receipt/use", new { action = "protect", receiver = "case-system", @case = "PV-2026-05011" });
        Codes(await Post(client, $"/api/v1/decisions/{id}/receipt/use", new { action = "protect", receiver = "case-system", @case = "PV-2026-05011" }, HttpStatusCode.Conflict)).ShouldBe(["judgement.receipt-used"]);
        (await Json(await client.GetAsync($"/api/v1/decisions/{id}/receipt/status"))).GetProperty("status").GetString().ShouldBe("used");
    }

    [Fact]
    public async Task Evidence_that_rests_on_the_output_does_not_carry_a_lead()
    {
        var world = server.World;
        object[] evidence =
        [
            new { id = "l1", kind = "statement", title = "Line-up", source = "unit 2", at = "2026-11-22T10:00:00Z", fromAi = false, exposedToAi = true },
            new { id = "n1", kind = "document", title = "Note on the line-up", source = "unit 2", at = "2026-11-22T11:00:00Z", fromAi = false, exposedToAi = false, derivedFrom = new[] { "l1" } },
        ];
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-05012", world.Officer, evidence: evidence));
        using var officer = await server.SignedIn(world.Officer);
        await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        Codes(await Post(officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("lead", 1), HttpStatusCode.Forbidden)).ShouldContain("judgement.not-enough-evidence");
    }

    private async Task<HttpClient> DrawnSecond(string id, bool third = false)
    {
        using var read = server.World.Get<Acts.Storage.Reads>().Rent();
        var column = third ? "third" : "second";
        var drawn = read.First(new Acts.Storage.Statement($"SELECT {column} FROM judgement_decision WHERE agency = @p0 AND id = @p1"), row => row.IdOrNull<Acts.Ids.AccountId>(0), server.World.Agency, Guid.Parse(id));
        return await server.SignedIn(drawn ?? throw new InvalidOperationException("Nobody was drawn."));
    }

    private async Task<byte[]> Receipt(HttpClient client, string id)
    {
        while (true)
        {
            using var answer = await client.GetAsync($"/api/v1/decisions/{id}/receipt");
            if (answer.StatusCode == HttpStatusCode.OK) return await answer.Content.ReadAsByteArrayAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
            answer.Headers.RetryAfter.ShouldNotBeNull();
            // The server signs by itself every second; asking for it at once spares the test the wait.
            await server.World.Get<Acts.Sequencing.Sequencer>().Settle();
        }
    }

    private TlogPolicy Policy()
    {
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(server.World.Get<Judgement.Receipts.ReceiptReading>().Policy), out var policy, out _).ShouldBeTrue();
        return policy!;
    }
}
