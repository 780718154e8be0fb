using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;

namespace Probity.Judgement.Erasure;

/// <summary>Forbids the erasure of a case for as long as a court, a complaint or an audit needs it; and lifts that again.</summary>
public sealed class HoldCase(UnitOfWork unitOfWork, DataKeys keys)
{
    public Task<Outcome<HoldId>> Run(Actor actor, string number, string? ground, DateTimeOffset? until) => unitOfWork.Commit<HoldId>(actor, work =>
    {
        if (!work.May(Right.EraseContent)) return ActsRefusals.NotAllowed;
        Refusal[] no = work.Case(keys, actor.Agency, number.Trim(), work.Now).Decisions == 0 ? [ActsRefusals.Unknown.At("Case")] : [];
        return work.PutHold(JudgementActs.CaseHeld, About(actor, number), ground, until, no);
    });

    public Task<Outcome<HoldId>> Lift(Actor actor, string number, HoldId hold, string? ground) => unitOfWork.Commit<HoldId>(actor, work =>
        work.May(Right.EraseContent)
            ? work.EndHold(JudgementActs.CaseHoldLifted, About(actor, number), hold, ground, work.Case(keys, actor.Agency, number.Trim(), work.Now).Holds, [])
            : ActsRefusals.NotAllowed);

    private Subject About(Actor actor, string number) => new(CaseReading.Kind, keys.CaseId(actor.Agency, number.Trim()));
}
