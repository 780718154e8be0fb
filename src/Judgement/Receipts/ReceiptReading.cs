using System.Globalization;
using System.Text;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Ledger.Entries;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Judgement.Receipts;

/// <summary>What of a released act the agency itself reads back.</summary>
public sealed record ReleasedFacts(string PermittedAction, string Receiver, string Case, DateTimeOffset NotAfter);

/// <summary>A receipt as bytes, or what is missing: not released, or released and not yet under a signed state.</summary>
public readonly record struct ReceiptAnswer(byte[]? File, bool Soon);

/// <summary>
/// Builds the portable receipt: the released act with the salt that opens its commitment, and for it and every step before it the proof of inclusion under one
/// checkpoint. It is checked with the offline verifier before it leaves, so that damaged storage shows here.
/// </summary>
public sealed class ReceiptReading(DataFolder folder, Sequencer sequencer, LogKey key, TimeProvider clock)
{
    private static readonly Statement Leaf = new("SELECT entry, leaf_index FROM acts_journal WHERE agency = @p0 AND id = @p1");
    private readonly TileFolder _tiles = new(folder.Ledger);

    public static ReleasedFacts Facts(DecisionFile file)
    {
        var body = file.Act(StepName.Released)!.Act.GetProperty("payload");
        return new ReleasedFacts(body.GetProperty("permittedAction").GetString()!, body.GetProperty("receiver").GetString()!, body.GetProperty("case").GetString()!,
            DateTimeOffset.Parse(body.GetProperty("notAfter").GetString()!, CultureInfo.InvariantCulture));
    }

    /// <summary>The tlog-policy with which this installation's receipts are verified.</summary>
    public string Policy => key.Policy;

    public Outcome<ReceiptAnswer> Build(ReadSession session, DecisionFile file)
    {
        if (file.Act(StepName.Released) is not { } released) return JudgementRefusals.NoReceiptYet.At(null, ("state", file.Decision.State));
        var state = sequencer.State();
        if (state.Frozen is not null) return ActsRefusals.LedgerFrozen;
        if (released.LeafIndex is not { } index || index >= state.Signed || state.Checkpoint is null) return new ReceiptAnswer(null, Soon: true);

        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(state.Checkpoint), out var note)) return ActsRefusals.LedgerFrozen;
        var hashes = new TileHashReader(_tiles, state.Signed);
        var steps = new List<ReceiptStepProof>();
        foreach (var step in StepsOf(released.Act))
        {
            var row = file.Steps.First(s => Release.ReceiptName(s.Name) == step);
            var (entry, leaf) = session.First(Leaf, r => (r.Bytes(0), r.NumberOrNull(1)), file.Decision.Agency, row.Act);
            if (leaf is not { } at || at >= state.Signed) return new ReceiptAnswer(null, Soon: true);
            if (!LedgerEntry.TryParse(entry, out var parsed)) return ActsRefusals.LedgerFrozen;
            steps.Add(ReceiptBuilder.Step(step, parsed, at, state.Signed, hashes));
        }
        if (!LedgerEntry.TryParse(released.Entry, out var own)) return ActsRefusals.LedgerFrozen;
        var bytes = ReceiptBuilder.Build(released.Canonical, released.Salt, own, steps, new TlogProof(index, MerkleProof.Inclusion(index, state.Signed, hashes), note));
        if (!TlogPolicy.TryParse(Encoding.UTF8.GetBytes(Policy), out var policy, out _)) return ActsRefusals.LedgerFrozen;
        var report = ReceiptVerifier.Verify(bytes, policy, new ReceiptExpectation { Now = Facts(file).NotAfter.AddSeconds(-1), AllowSandbox = true });
        return report.Accepted ? new ReceiptAnswer(bytes, Soon: false) : ActsRefusals.LedgerFrozen;
    }

    private static IEnumerable<string> StepsOf(JsonElement act) => act.GetProperty("payload").GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()!);

    /// <summary>valid, used, lapsed, contested, upheld, overturned, or what is still missing.</summary>
    public string Status(Session session, DecisionFile file) => file.Decision.State switch
    {
        DecisionState.Contested => "contested",
        DecisionState.Upheld => "upheld",
        DecisionState.Overturned => "overturned",
        _ when !file.Took(StepName.Released) => "none",
        _ when UseReceipt.UsedAt(session, file.Decision) is not null => "used",
        _ when clock.GetUtcNow() >= Facts(file).NotAfter => "lapsed",
        _ => "valid",
    };
}
