using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Probity.Acts.Ids;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement.Assignment;
using Probity.Judgement.Decisions;
using Probity.Judgement.Receipts;
using Probity.Ledger.Notes;
using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>What people do at the gate while a system waits, each signed in at a browser of their own.</summary>
internal static class People
{
    private static readonly Statement Drawn = new("SELECT second FROM judgement_decision WHERE agency = @p0 AND id = @p1");

    /// <summary>An officer takes the decision where nobody has it; both people judge that there is a lead, on the same candidate.</summary>
    public static async Task Judge(this GateServer server, Guid id, string person = "GALLERY-TWO")
    {
        var world = server.World;
        await world.Get<TakeDecision>().Run(world.As(world.Officer), new DecisionId(id));
        using var officer = await server.SignedIn(world.Officer);
        await JudgeAs(id, officer, async () => await server.SignedIn(Second(server, id)), person);
        await world.Get<Sequencer>().Settle();
    }

    public static Task JudgeAs(Guid id, HttpClient officer, HttpClient second) => JudgeAs(id, officer, () => Task.FromResult(second), "GALLERY-TWO");

    /// <param name="drawn">The second person's browser, known once the officer has judged.</param>
    public static async Task JudgeAs(Guid id, HttpClient officer, Func<Task<HttpClient>> drawn, string person)
    {
        var opened = await Post(officer, $"/api/v1/decisions/{id}/view", GateServer.View());
        await Post(officer, $"/api/v1/decisions/{id}/judgement", GateServer.Judgement("lead", Shown(opened, person)));
        using var second = await drawn();
        var seen = await Post(second, $"/api/v1/decisions/{id}/second", new { view = GateServer.View() });
        await Post(second, $"/api/v1/decisions/{id}/second", new { judgement = GateServer.Judgement("lead", Shown(seen, person)) });
    }

    /// <summary>The agency's trust file, handed over on paper.</summary>
    public static string TrustText(this GateServer server) => server.World.Get<ReceiptReading>().Policy;

    public static TlogPolicy TrustFile(this GateServer server) => TlogPolicy.TryParse(Encoding.UTF8.GetBytes(server.TrustText()), out var policy, out _) ? policy : throw new InvalidOperationException();

    public static GateClient Client(this GateServer server) => new(server.Address, server.World.ClientKey);

    public static FaceSearchLead Lead(this GateServer server, string caseNumber, int pixels = 74) => new()
    {
        Use = server.World.UseReference,
        Case = caseNumber,
        Title = "Shop robbery, Harbour Street",
        Action = "enquiries",
        Receiver = "case-system",
        Probe = new Probe("Image from shop camera 2", new DateTimeOffset(2026, 11, 21, 22, 14, 6, TimeSpan.Zero), pixels, TurnDegrees: 22, Covered: "lower face"),
        Evidence = [new Evidence("w1", EvidenceKind.Statement, "Witness A", "patrol 4", new DateTimeOffset(2026, 11, 21, 22, 40, 0, TimeSpan.Zero), "Quite tall.", 3)],
        Output = new SearchOutput("FaceLink", "4.2", 212480, [new Candidate("GALLERY-ONE", 'C'), new Candidate("GALLERY-TWO", 'B', new DateOnly(2024, 11, 1), new CandidateFacts(184))]),
    };

    private static AccountId Second(GateServer server, Guid id)
    {
        using var read = server.World.Get<Reads>().Rent();
        return read.First(Drawn, row => row.IdOrNull<AccountId>(0), server.World.Agency, id) ?? throw new InvalidOperationException("Nobody was drawn.");
    }

    private static int Shown(JsonElement opened, string person) => opened.GetProperty("output").GetProperty("candidates").EnumerateArray().ToList().FindIndex(c => c.GetProperty("person").GetString() == person) + 1;

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
