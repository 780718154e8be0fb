using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;

namespace Probity.Server.Tests.Gate;

/// <summary>Whoever does not know whether a request arrived sends it again with its key: the same answer, done once; another request under the key is refused.</summary>
public sealed class OnceOnlyTests(GateServer server) : IClassFixture<GateServer>
{
    private static async Task<string> Send(HttpClient client, string path, object body, string key, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text;
    }

    private static async Task<string> Once(HttpClient client, string path, object body, object other, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var key = Guid.NewGuid().ToString();
        var first = await Send(client, path, body, key, expected);
        (await Send(client, path, body, key, expected)).ShouldBe(first);
        (await Send(client, path, other, key, HttpStatusCode.UnprocessableEntity)).ShouldContain("acts.idempotency-key-used-otherwise");
        (await Send(client, path, body, "a key with spaces", HttpStatusCode.BadRequest)).ShouldContain("acts.idempotency-key-missing");
        return first;
    }

    [Fact]
    public async Task Every_change_at_the_gate_is_done_once_under_its_key()
    {
        var world = server.World;
        var id = await server.Opened(GateServer.Opening(world, "PV-2026-09501", world.Officer));
        var path = $"/api/v1/decisions/{id}";
        using var officer = await server.SignedIn(world.Officer);
        var opened = JsonDocument.Parse(await Once(officer, $"{path}/view", GateServer.View(), GateServer.View("noOneKnown"))).RootElement;
        var number = opened.GetProperty("output").GetProperty("candidates").EnumerateArray().ToList().FindIndex(c => c.GetProperty("person").GetString() == "GALLERY-TWO") + 1;
        await Once(officer, $"{path}/judgement", GateServer.Judgement("lead", number), GateServer.Judgement("noLead"));

        var drawn = Read(id).Second!.Value;
        using var second = await server.SignedIn(drawn);
        var seen = JsonDocument.Parse(await Once(second, $"{path}/second", new { view = GateServer.View() }, new { view = GateServer.View("noOneKnown") })).RootElement;
        number = seen.GetProperty("output").GetProperty("candidates").EnumerateArray().ToList().FindIndex(c => c.GetProperty("person").GetString() == "GALLERY-TWO") + 1;
        (await Once(second, $"{path}/second", new { judgement = GateServer.Judgement("lead", number) }, new { judgement = GateServer.Judgement("noLead") })).ShouldContain("released");
        await world.Get<Acts.Sequencing.Sequencer>().Settle();

        using var system = server.CaseSystem();
        (await Once(system, $"{path}/receipt/use", new { action = "enquiries", receiver = "case-system", @case = "PV-2026-09501" }, new { action = "arrest", receiver = "case-system", @case = "PV-2026-09501" })).ShouldContain("used");
        var today = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd", null);
        await Once(system, $"{path}/outcomes", new { came = "open", knownOn = today, source = "Laboratory asked" }, new { came = "notPursued", knownOn = today, source = "Laboratory asked" }, HttpStatusCode.Created);
        using var auditor = await server.SignedIn(world.Auditor);
        await Once(auditor, $"{path}/disclosure", new { recipient = "Defence", reason = "Hearing" }, new { recipient = "Court", reason = "Hearing" }, HttpStatusCode.Created);

        using var read = world.Get<Acts.Storage.Reads>().Rent();
        foreach (var (kind, times) in new[] { ("judgement.view-recorded", 2), ("judgement.judged", 2), ("judgement.receipt-used", 1), ("judgement.outcome-recorded", 1), ("judgement.disclosure-given", 1) })
            read.Number(new Acts.Storage.Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0 AND subject = @p1 AND kind = @p2"), world.Agency, Guid.Parse(id), kind).ShouldBe(times, kind);
    }

    [Fact]
    public async Task A_withdrawal_is_done_once_under_its_key()
    {
        var id = await server.Opened(GateServer.Opening(server.World, "PV-2026-09502", server.World.Officer));
        using var system = server.CaseSystem();
        await Once(system, $"/api/v1/decisions/{id}/withdrawal", new { text = "Opened by mistake" }, new { text = "Another reason" }, HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Sixteen_uses_under_one_key_are_one_use_and_all_are_told_so()
    {
        var id = await server.Opened(GateServer.Opening(server.World, "PV-2026-09503", server.World.Officer, mode: "protective", threat: "A man threatens a ward."));
        using var system = server.CaseSystem();
        var use = new { action = "protect", receiver = "case-system", @case = "PV-2026-09503" };
        (await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Send(system, $"/api/v1/decisions/{id}/receipt/use", use, "sixteen-uses", HttpStatusCode.OK)))).Distinct().Count().ShouldBe(1);
        (await Send(system, $"/api/v1/decisions/{id}/receipt/use", use, "seventeen", HttpStatusCode.Conflict)).ShouldContain("judgement.receipt-used");
    }

    private Decision Read(string id)
    {
        var gate = server.World.Get<Judgement.Decisions.Gate>();
        using var session = gate.Rent();
        return gate.Load(session, server.World.Agency, new DecisionId(Guid.Parse(id)))!.Decision;
    }
}
