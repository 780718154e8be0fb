using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;
using Probity.Ledger.Tests.Tiles;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Receipts;

/// <summary>Makes a log with a decision in it and issues its receipt. What deviates from a good receipt is set before <see cref="Issue"/>.</summary>
internal sealed class IssuedReceipt
{
    public static readonly DateTimeOffset At = new(2026, 3, 10, 14, 0, 0, TimeSpan.Zero);
    public static readonly Guid Decision = Guid.Parse("0195e2a0-0000-7000-8000-000000000001");
    public const string Output = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /// <summary>Names of the steps in the order they enter the log.</summary>
    public List<string> StepsInLog { get; set; } = ["opened", "view", "revealed", "judged", "second-view", "second-revealed", "second"];

    /// <summary>Names in the order the body lists them; the same unless set.</summary>
    public List<string>? StepsInBody { get; set; }

    public Action<JsonObject> ChangeAct { get; set; } = _ => { };
    public Func<string, string> KindOfStep { get; set; } = name => ReceiptSteps.KindOf(name)!;
    public int Witnesses { get; set; } = 2;
    public string Quorum { get; set; } = "both";

    public NoteSigner Log { get; } = NoteSigner.ForLog("evidence.portverrin.example/1", SHA256.HashData("receipt log"u8));
    public NoteSigner[] Witness { get; } = [.. Enumerable.Range(0, 3).Select(i => NoteSigner.ForWitness($"witness{i}.example", SHA256.HashData([9, (byte)i])))];
    public byte[] Salt { get; } = SHA256.HashData("salt"u8);

    public TlogPolicy Policy()
    {
        var text = $"log {Log.Key}\nwitness a {Witness[0].Key}\nwitness b {Witness[1].Key}\ngroup both all a b\nquorum {Quorum}\n";
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(text), out var policy, out _).ShouldBeTrue();
        return policy!;
    }

    public static ReceiptExpectation Now(double hoursLater = 1) => new() { Now = At.AddHours(hoursLater) };

    public byte[] Issue()
    {
        var log = new GrowingTiles();
        void Noise(int n) { for (var i = 0; i < n; i++) log.Append(EntryFor($"noise.number-{n}", At, Hash.Sha256(BitConverter.GetBytes(log.Size))).Encode()); }

        Noise(300);
        var steps = new Dictionary<string, (LedgerEntry Entry, long Index)>();
        foreach (var name in StepsInLog)
        {
            var entry = EntryFor(KindOfStep(name), StepAt(StepsInLog, name), Commitment.To(Salt, Encoding.UTF8.GetBytes(name)));
            steps[name] = (entry, log.Size);
            log.Append(entry.Encode());
            Noise(3);
        }
        var act = Act(steps.ToDictionary(s => s.Key, s => s.Value.Entry.Commitment));
        ChangeAct(act);
        var canonical = CanonicalJson.Canonicalise(act);
        var released = EntryFor(Receipt.ActKind, At, Commitment.To(Salt, canonical));
        var index = log.Size;
        log.Append(released.Encode());
        Noise(40);

        var tiles = new MemoryTiles();
        tiles.Add(log.TakeFiles());
        var hashes = new TileHashReader(tiles, log.Size);
        var note = new Checkpoint(Log.Key.Name, log.Size, log.Root()).SignedBy(Log);
        foreach (var witness in Witness.Take(Witnesses)) note = witness.Sign(note, At.AddMinutes(1));
        return ReceiptBuilder.Build(canonical, Salt, released,
            (StepsInBody ?? StepsInLog).Select(n => ReceiptBuilder.Step(n, steps[n].Entry, steps[n].Index, log.Size, hashes)),
            new TlogProof(index, MerkleProof.Inclusion(index, log.Size, hashes), note));
    }

    private static DateTimeOffset StepAt(List<string> order, string name) => At.AddMinutes(-90 + 10 * order.IndexOf(name));

    private static LedgerEntry EntryFor(string kind, DateTimeOffset at, Hash commitment) =>
        LedgerEntry.Of(kind, at, EntryHandle.FromBytes(SHA256.HashData(commitment.Bytes).AsSpan(0, 16)), commitment);

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(Receipt.MomentFormat, System.Globalization.CultureInfo.InvariantCulture);

    private JsonObject Act(Dictionary<string, Hash> commitments)
    {
        var names = StepsInBody ?? StepsInLog;
        return new JsonObject
        {
            ["v"] = 1,
            ["agency"] = "0195e2a0-0000-7000-8000-00000000000a",
            ["kind"] = Receipt.ActKind,
            ["at"] = Moment(At),
            ["actor"] = new JsonObject { ["kind"] = "person", ["id"] = "0195e2a0-0000-7000-8000-00000000000b" },
            ["subject"] = new JsonObject { ["kind"] = "decision", ["id"] = Decision.ToString() },
            ["reason"] = null,
            ["payload"] = new JsonObject
            {
                ["decision"] = Decision.ToString(),
                ["agencyName"] = "Port Verrin Police",
                ["use"] = new JsonObject { ["id"] = "0195e2a0-0000-7000-8000-00000000000c", ["ref"] = "PV-012", ["name"] = "Leads from face search" },
                ["system"] = new JsonObject { ["name"] = "Facet", ["version"] = "4.2" },
                ["authorisation"] = new JsonObject { ["hash"] = new string('a', 64), ["by"] = "Deputy chief", ["from"] = Moment(At.AddDays(-30)), ["until"] = Moment(At.AddDays(300)) },
                ["decisionKind"] = "face-search-lead",
                ["case"] = "PV-2026-04417",
                ["outputHash"] = Output,
                ["protocol"] = new JsonObject
                {
                    ["name"] = "sealed", ["weaker"] = false,
                    ["controls"] = new JsonArray(new JsonObject { ["id"] = "C1", ["parameters"] = new JsonObject { ["reasonCharacters"] = 80 }, ["met"] = true }),
                },
                ["judgement"] = new JsonObject { ["outcome"] = "lead", ["movedToOutput"] = false },
                ["people"] = names.Contains("second")
                    ? new JsonObject { ["first"] = "p-0011223344556677", ["second"] = "p-8899aabbccddeeff" }
                    : new JsonObject { ["first"] = "p-0011223344556677" },
                ["permittedAction"] = "enquiries",
                ["receiver"] = "case-management",
                ["notBefore"] = Moment(At),
                ["notAfter"] = Moment(At.AddHours(72)),
                ["issuedAt"] = Moment(At),
                ["steps"] = new JsonArray([.. names.Select(n => (JsonNode)new JsonObject { ["name"] = n, ["commitment"] = commitments[n].ToBase64Url(), ["at"] = Moment(StepAt(StepsInLog, n)) })]),
            },
        };
    }
}
