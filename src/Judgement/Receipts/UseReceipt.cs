using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Idempotency;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.People.Access;

namespace Probity.Judgement.Receipts;

/// <summary>What the receiver is about to do on the strength of a receipt.</summary>
public sealed record ReceiptUseInput(string Action, string Receiver, string Case);

/// <summary>
/// A receiver uses a receipt once: for the one action, as the one receiver, in time. The second use is refused and says when the first was.
/// </summary>
public sealed class UseReceipt(UnitOfWork unitOfWork, Gate gate, ActorRights rights)
{
    private static readonly Statement Find = new("SELECT used_at FROM judgement_receipt_use WHERE agency = @p0 AND decision = @p1");
    private static readonly Statement Insert = new("INSERT INTO judgement_receipt_use(agency, decision, client, used_at, act) VALUES (@p0, @p1, @p2, @p3, @p4)");

    public Task<Outcome<DateTimeOffset>> Run(Actor actor, DecisionId id, ReceiptUseInput use, OnceOnly? once = null) => unitOfWork.Commit(actor, once.Once(_ => id.Value, (work, _) => UsedAt(work, gate.Load(work, id)!.Decision)!.Value, work => Use(actor, id, use, work)));

    private Outcome<DateTimeOffset> Use(Actor actor, DecisionId id, ReceiptUseInput use, Work work)
    {
        if (gate.Load(work, id) is not { } file) return ActsRefusals.Unknown;
        if (!rights.May(actor, Right.UseReceipt)) return ActsRefusals.NotAllowed;
        // A protective receipt may be used before its review is done; a contested or overturned one never.
        if (file.Decision.State is DecisionState.Contested or DecisionState.Overturned) return JudgementRefusals.NotOpenAnyMore.At(null, ("state", file.Decision.State));
        if (file.Decision.State is not (DecisionState.Released or DecisionState.Upheld) && file.Decision.Mode != Protocols.ProtocolMode.Protective || !file.Took(StepName.Released)) return JudgementRefusals.NoReceiptYet.At(null, ("state", file.Decision.State));
        if (gate.ClockRefuses(file.Decision.Mode)) return ActsRefusals.ClockBehind;
        var no = new List<Refusal>();
        var body = ReceiptReading.Facts(file);
        if (use.Action != body.PermittedAction) no.Add(JudgementRefusals.ReceiptForOther.At("action", ("permitted", body.PermittedAction)));
        if (use.Receiver != body.Receiver) no.Add(JudgementRefusals.ReceiptForOther.At("receiver", ("permitted", body.Receiver)));
        if (use.Case != body.Case) no.Add(JudgementRefusals.ReceiptForOther.At("case", ("permitted", body.Case)));
        if (work.Now >= body.NotAfter) no.Add(JudgementRefusals.ReceiptLapsed.At(null, ("until", body.NotAfter)));
        var used = work.First(Find, row => row.MomentOrNull(0), actor.Agency, id);
        if (used is { } before) no.Add(JudgementRefusals.ReceiptUsed.At(null, ("at", before)));
        if (no.Count > 0) return no;
        var act = gate.Note(work, file, JudgementActs.ReceiptUsed, use);
        work.Execute(Insert, actor.Agency, id, actor.Id, work.Now, act);
        gate.TellUsed(work, file.Decision);
        return work.Now;
    }

    public static DateTimeOffset? UsedAt(Session session, Decision decision) => session.First(Find, row => row.MomentOrNull(0), decision.Agency, decision.Id);
}
