using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Idempotency;
using Probity.Acts.Refusals;
using Probity.Judgement.Decisions;
using Probity.People.Agencies;

namespace Probity.Judgement.Outcomes;

/// <summary>Records what came of a decision (C20), and that the person affected was told (C19). It is added to what was recorded before and changes nothing of it.</summary>
public sealed class RecordOutcome(UnitOfWork unitOfWork, Gate gate, AgencyBook agencies)
{
    public Task<Outcome<RecordedOutcome>> Run(Actor actor, DecisionId id, OutcomeInput input, OnceOnly? once = null) => unitOfWork.Commit(actor,
        once.Once(recorded => OnceOnly.Made(recorded.Number), (work, made) => work.Outcomes(gate.Load(work, id)!.Decision).First(one => one.Number == OnceOnly.Number(made)), work => Record(actor, id, input, work)));

    private Outcome<RecordedOutcome> Record(Actor actor, DecisionId id, OutcomeInput input, Work work)
    {
        if (gate.Load(work, id) is not { } file || agencies.Find(actor.Agency) is not { } agency) return ActsRefusals.Unknown;
        var before = work.Outcomes(file.Decision);
        var newest = before.Count > 0 ? file.Outcome(before[^1]) : null;
        var no = OutcomeRules.Faults(input, new OutcomeFacts(file.Facts.StateAt(work.Now), agency.DayOf(file.Decision.OpenedAt), agency.DayOf(work.Now),
            newest is null ? null : new OutcomeInput(newest.Came, newest.KnownOn, newest.Source, newest.InformedOn)));
        if (no.Count > 0) return Outcome<RecordedOutcome>.No(no);
        var payload = new OutcomePayload(before.Count + 1, input.Came!.Value, input.KnownOn!.Value, input.Source!.Trim(), input.InformedOn);
        var act = gate.Note(work, file, JudgementActs.OutcomeRecorded, payload);
        work.Insert(file.Decision, payload, act);
        return new RecordedOutcome(payload.Number, payload.Came, payload.KnownOn, payload.InformedOn, work.Now, actor.Id, act);
    }
}
