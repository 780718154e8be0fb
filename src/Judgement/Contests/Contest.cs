using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;
using Probity.People.Accounts;

namespace Probity.Judgement.Contests;

/// <summary>
/// Someone asks for a new look at a released decision: a person with a seat on it, or whoever may read the states of decisions. Until it is settled its receipt
/// says "contested". Somebody who had no part so far is drawn to settle it, also where a third person has already settled a disagreement.
/// </summary>
public sealed class Contest(UnitOfWork unitOfWork, Gate gate, Accounts accounts, SecondDraw draw)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id, Reason? reason) => unitOfWork.Commit<Done>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file) return ActsRefusals.Unknown;
        if (actor.Account is not { } person || !ContestRules.MayAsk(file.Facts, person, accounts.Find(actor.Agency, person)?.May(Right.SeeDecisions) == true)) return ActsRefusals.NotAllowed;
        if (file.Decision.State != DecisionState.Released) return JudgementRefusals.NotOpenAnyMore.At(null, ("state", file.Decision.State));
        if (reason is null) return ActsRefusals.ReasonMissing.At("Reason");
        gate.Record(work, file, StepName.Contested, JudgementActs.Contested, new { by = actor.Id }, reason);
        gate.Update(work, draw.DrawSettler(work, file, new DecisionChange(file.Decision) { State = DecisionState.Contested }, not: person));
        return Done.It;
    });
}
