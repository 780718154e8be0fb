using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement.Protocols;
using Probity.People.Webhooks;

namespace Probity.Judgement.Decisions;

/// <summary>What every verb of the gate does the same way: load the file in the transaction, and seal the act of a step under the case's key.</summary>
public sealed class Gate(JournalBook book, DataKeys keys, Reads reads, WebhookBook webhooks, LedgerClock clock)
{
    /// <summary>The decision inside the transaction, so that nothing can change between rule and write.</summary>
    public DecisionFile? Load(Work work, DecisionId id) => DecisionFile.Load(work, book, keys, work.Actor.Agency, id);

    /// <summary>The decision for reading, with a rented connection that the caller disposes.</summary>
    public DecisionFile? Load(ReadSession session, AgencyId agency, DecisionId id) => DecisionFile.Load(session, book, keys, agency, id);

    public ReadSession Rent() => reads.Rent();

    internal JournalId Record(Work work, DecisionFile file, StepName step, ActKind kind, object payload, Reason? reason = null, bool byGate = false) =>
        work.Step(file.Decision.Id, step, byGate ? null : work.Actor.Account, Seal(work, file, kind, payload, reason, byGate));

    /// <summary>An act about the decision that is no step of it.</summary>
    internal JournalId Note(Work work, DecisionFile file, ActKind kind, object payload, Reason? reason = null) => work.Record(Seal(work, file, kind, payload, reason, byGate: false));

    /// <summary>Writes what changed; where the state did, whoever wants to hear of it is told.</summary>
    internal void Update(Work work, DecisionChange change)
    {
        work.Update(change);
        if (change.State != change.Of.State) Tell(work, change.Of, change.State);
    }

    /// <summary>The states that a connected system acts on. In between, people are at work.</summary>
    internal void Tell(Work work, Decision decision, DecisionState state)
    {
        if (state is DecisionState.Opened or DecisionState.Judged or DecisionState.Released or DecisionState.Contested or DecisionState.Upheld or DecisionState.Overturned or DecisionState.Withdrawn)
            webhooks.Tell(work, WebhookEvent.DecisionChanged, Subject.Of(JudgementActs.Subject, decision.Id), new { decision = decision.Id, use = decision.UseReference, state });
    }

    internal void TellUsed(Work work, Decision decision) =>
        webhooks.Tell(work, WebhookEvent.ReceiptUsed, Subject.Of(JudgementActs.Subject, decision.Id), new { decision = decision.Id, use = decision.UseReference, state = "used" });

    /// <param name="byGate">The act follows from people's acts and leaves the agency in a receipt, so it names the installation and not the last person's account.</param>
    private SealedAct Seal(Work work, DecisionFile file, ActKind kind, object payload, Reason? reason, bool byGate) =>
        kind.NeedsReason && reason is null
            ? throw new InvalidOperationException($"{kind} needs a reason.")
            : book.Seal(byGate ? Actor.Installation(work.Actor.Agency) : work.Actor, new Act
            {
                Kind = kind,
                Subject = Subject.Of(JudgementActs.Subject, file.Decision.Id),
                Reason = reason,
                Payload = payload,
                Scope = keys.Case(work.Actor.Agency, file.Decision.CaseNumber),
            }, work.Now);

    /// <summary>With a clock that was set back no end can be checked, so whatever weighs on a person waits. What protects does not (fail closed, docs/threat-model.md).</summary>
    internal bool ClockRefuses(ProtocolMode mode) => mode != ProtocolMode.Protective && clock.IsBehind;

    /// <summary>The seat of the acting person and every reason why the step may not be taken.</summary>
    internal Outcome<Seat> MayTake(Work work, DecisionFile? file, Func<Seat, StepName> step)
    {
        if (file is null || work.Actor.Account is not { } person) return ActsRefusals.Unknown;
        if (DecisionRules.SeatOf(file.Facts, person) is not { } seat) return JudgementRefusals.NotYours;
        if (ClockRefuses(file.Decision.Mode)) return ActsRefusals.ClockBehind;
        var no = DecisionRules.MayTake(file.Facts, step(seat), seat, person, work.Now);
        return no.Count > 0 ? Outcome<Seat>.No(no) : seat;
    }
}
