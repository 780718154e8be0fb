using System.Buffers.Binary;
using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;

namespace Probity.Judgement.Reveals;

/// <summary>The content of the act "output opened": to whom, in which order the candidates were shown, and what was opened.</summary>
/// <param name="Order">Positions in the stored output, in the order of the page; random, so that rank says nothing (C4).</param>
public sealed record RevealPayload(Seat Seat, IReadOnlyList<int> Order, string OutputHash, long ViewLeaf);

/// <summary>
/// Releases the sealed output to one person, after that person's own view has its place in the ledger. Waits a moment for that place: numbers follow a commit
/// within milliseconds. If it does not come, the view is safe and the output stays closed.
/// </summary>
public sealed class OpenOutput(UnitOfWork unitOfWork, Gate gate, Competence competence, Sequencer sequencer, RandomNumberGenerator numbers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly Statement Leaf = new("SELECT leaf_index FROM acts_journal WHERE agency = @p0 AND id = @p1");
    internal static readonly Statement Frozen = new("SELECT count(*) FROM acts_ledger WHERE id = 1 AND frozen IS NOT NULL");

    public async Task<Outcome<Seat>> Run(Actor actor, DecisionId id)
    {
        Probity.Acts.Ids.JournalId? view;
        using (var read = gate.Rent())
        {
            var file = gate.Load(read, actor.Agency, id);
            if (file is null || actor.Account is not { } person || DecisionRules.SeatOf(file.Facts, person) is not { } seat) return JudgementRefusals.NotYours;
            view = file.Step(DecisionRules.ViewStep(seat))?.Act;
        }
        if (view is { } act) await sequencer.Numbered(act, Patience);

        return await unitOfWork.Commit<Seat>(actor, work =>
        {
            var file = gate.Load(work, id);
            var may = gate.MayTake(work, file, DecisionRules.RevealStep);
            if (!may.Done) return may;
            var seat = may.Value;
            if (!competence.MayJudge(actor.Agency, actor.Account!.Value, seat)) return JudgementRefusals.OfficerMayNotJudge;
            if (work.Number(Frozen) > 0) return ActsRefusals.LedgerFrozen;
            var leaf = work.First(Leaf, row => row.NumberOrNull(0), actor.Agency, file!.Step(DecisionRules.ViewStep(seat))!.Act);
            if (leaf is not { } index) return JudgementRefusals.NotNumberedYet;

            var order = RandomOrder(file.Output().Candidates.Count);
            var step = DecisionRules.RevealStep(seat);
            gate.Record(work, file, step, JudgementActs.OutputOpened, new RevealPayload(seat, order, file.Decision.OutputHash, index));
            gate.Update(work, new DecisionChange(file.Decision) { State = DecisionRules.After(step, secondNeeded: false, agreed: false) });
            return seat;
        });
    }

    /// <summary>Sorted by a random number each: 64 bits, so that two never fall together in practice.</summary>
    private int[] RandomOrder(int count)
    {
        var drawn = new byte[count * sizeof(ulong)];
        numbers.GetBytes(drawn);
        return [.. Enumerable.Range(0, count).OrderBy(position => BinaryPrimitives.ReadUInt64BigEndian(drawn.AsSpan(position * sizeof(ulong))))];
    }
}
