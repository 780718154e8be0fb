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
        var no = ErasureRules.Ground(ground).ToList();
        if (work.Case(keys, actor.Agency, number.Trim(), work.Now).Decisions == 0) no.Add(ActsRefusals.Unknown.At("Case"));
        if (until <= work.Now) no.Add(JudgementRefusals.InThePast.At("Until"));
        if (no.Count > 0) return no;
        var subject = new Subject(CaseReading.Kind, keys.CaseId(actor.Agency, number.Trim()));
        var hold = work.Hold(subject, ground!.Trim(), until);
        work.Record(new Act { Kind = JudgementActs.CaseHeld, Subject = subject, Reason = Reason.FromText(ground), Payload = new { hold, until }, Scope = KeyScope.Agency });
        return hold;
    });

    public Task<Outcome<HoldId>> Lift(Actor actor, string number, HoldId hold, string? ground) => unitOfWork.Commit<HoldId>(actor, work =>
    {
        if (!work.May(Right.EraseContent)) return ActsRefusals.NotAllowed;
        var no = ErasureRules.Ground(ground).ToList();
        var facts = work.Case(keys, actor.Agency, number.Trim(), work.Now);
        if (facts.Holds.All(standing => standing.Id != hold)) no.Add(ActsRefusals.Unknown);
        if (no.Count > 0) return no;
        work.LiftHold(hold, ground!.Trim());
        work.Record(new Act
        {
            Kind = JudgementActs.CaseHoldLifted, Subject = new Subject(CaseReading.Kind, keys.CaseId(actor.Agency, number.Trim())), Reason = Reason.FromText(ground), Payload = new { hold }, Scope = KeyScope.Agency,
        });
        return hold;
    });
}
