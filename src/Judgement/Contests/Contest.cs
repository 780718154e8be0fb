using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;
using Probity.People.Accounts;

namespace Probity.Judgement.Contests;

/// <summary>Someone asks for a new look at a released decision. Until it is settled its receipt says "contested".</summary>
public sealed class Contest(UnitOfWork unitOfWork, Gate gate, SecondDraw draw)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id, Reason? reason) => unitOfWork.Commit<Done>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file) return ActsRefusals.Unknown;
        if (file.Decision.State != DecisionState.Released) return JudgementRefusals.NotOpenAnyMore.At(null, ("state", file.Decision.State));
        if (reason is null) return ActsRefusals.ReasonMissing.At("Reason");
        gate.Record(work, file, StepName.Contested, JudgementActs.Contested, new { by = actor.Id }, reason);
        var change = new DecisionChange(file.Decision) { State = DecisionState.Contested };
        work.Update(file.Decision.Third is null ? draw.Draw(work, file, change, Seat.Third) : change);
        return Done.It;
    });
}

/// <summary>Settles a contest: the decision is upheld or overturned, by a certified person who had no part in it.</summary>
public sealed class SettleContest(UnitOfWork unitOfWork, Gate gate, Accounts accounts, Competence competence)
{
    public Task<Outcome<DecisionState>> Run(Actor actor, DecisionId id, bool uphold, Reason? reason) => unitOfWork.Commit<DecisionState>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file || actor.Account is not { } person) return ActsRefusals.Unknown;
        var no = new List<Refusal>();
        if (file.Decision.State != DecisionState.Contested) no.Add(JudgementRefusals.NotOpenAnyMore.At(null, ("state", file.Decision.State)));
        if (accounts.Find(actor.Agency, person)?.May(Right.JudgeSecond) != true) no.Add(JudgementRefusals.OfficerMayNotJudge);
        if (file.Steps.Any(step => step.Person == person)) no.Add(JudgementRefusals.SamePerson);
        if (reason is null) no.Add(ActsRefusals.ReasonMissing.At("Reason"));
        no.AddRange(competence.Faults(actor.Agency, person, Seat.Third, file.Opened, work.Now));
        if (no.Count > 0) return no;
        var state = uphold ? DecisionState.Upheld : DecisionState.Overturned;
        gate.Record(work, file, StepName.Settled, JudgementActs.Settled, new { upheld = uphold }, reason);
        work.SettleAll(Subject.Of(JudgementActs.Subject, id));
        work.Update(new DecisionChange(file.Decision) { State = state });
        return state;
    });
}
