using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Judgement.Decisions;
using Probity.Judgement.Reveals;
using Probity.Judgement.Seconds;

namespace Probity.Judgement.Contests;

/// <summary>The content of the act "file opened": to whom, and which output.</summary>
public sealed record FileOpenedPayload(Guid Person, string OutputHash);

/// <summary>
/// Opens the whole file to the one who settles: views, judgements and the output. A contest reviews a decision that was already made, so no own view is asked
/// first; who read it is recorded all the same. Where nobody could be drawn, an eligible person takes the seat with it.
/// </summary>
public sealed class OpenFile(UnitOfWork unitOfWork, Gate gate, Settling settling)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id) => unitOfWork.Commit<Done>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file || actor.Account is not { } person) return ActsRefusals.Unknown;
        var no = settling.Faults(work, file, person);
        if (no.Count == 0 && file.Decision.SettlerReadAt is not null) no.Add(JudgementRefusals.AlreadyRecorded.At(null, ("step", "file-opened")));
        if (no.Count > 0) return no;
        if (work.Number(OpenOutput.Frozen) > 0) return ActsRefusals.LedgerFrozen;
        gate.Note(work, file, JudgementActs.FileOpened, new FileOpenedPayload(person.Value, file.Decision.OutputHash));
        if (file.Decision.Settler is null)
        {
            var about = Subject.Of(JudgementActs.Subject, id);
            work.SettleAll(about);
            work.Owe(JudgementDuties.Settle, about, person, work.Now.AddHours(file.Opened.Protocol.SettleHours));
        }
        gate.Update(work, new DecisionChange(file.Decision) { Settler = person, SettlerReadAt = work.Now });
        return Done.It;
    });
}

/// <summary>Settles a contest: the decision is upheld or overturned, by the person whose seat that is and after the file was opened to them.</summary>
public sealed class SettleContest(UnitOfWork unitOfWork, Gate gate, Settling settling)
{
    public Task<Outcome<DecisionState>> Run(Actor actor, DecisionId id, bool uphold, Reason? reason) => unitOfWork.Commit<DecisionState>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file || actor.Account is not { } person) return ActsRefusals.Unknown;
        var no = settling.Faults(work, file, person);
        if (no.Count == 0 && !DecisionReading.MayReadFile(person, file.Facts)) no.Add(JudgementRefusals.StepOutOfOrder.At(null, ("step", StepName.Settled), ("needed", "file-opened")));
        if (reason is null) no.Add(ActsRefusals.ReasonMissing.At("Reason"));
        if (no.Count > 0) return no;
        var state = uphold ? DecisionState.Upheld : DecisionState.Overturned;
        gate.Record(work, file, StepName.Settled, JudgementActs.Settled, new { upheld = uphold }, reason);
        work.SettleAll(Subject.Of(JudgementActs.Subject, id));
        gate.Update(work, new DecisionChange(file.Decision) { State = state });
        return state;
    });
}

/// <summary>Who may settle, asked in the same way before the file is opened and before it is settled.</summary>
public sealed class Settling(Competence competence, SecondDraw draw)
{
    internal List<Refusal> Faults(Work work, DecisionFile file, AccountId person)
    {
        var no = new List<Refusal>();
        if (file.Decision.State != DecisionState.Contested)
        {
            no.Add(JudgementRefusals.NotOpenAnyMore.At(null, ("state", file.Decision.State)));
            return no;
        }
        var judgesSecond = competence.MayJudge(work.Actor.Agency, person, Seat.Third);
        var part = file.TookPart();
        if (!judgesSecond) no.Add(ActsRefusals.NotAllowed);
        if (part.Contains(person)) no.Add(JudgementRefusals.SamePerson);
        else if (judgesSecond && !ContestRules.IsFor(file.Facts, person, judgesSecond, part)) no.Add(JudgementRefusals.NotYours);
        if (!judgesSecond) return no;
        no.AddRange(competence.Faults(work.Actor.Agency, person, Seat.Third, file.Opened, work.Now));
        // Nobody was drawn: whoever comes forward must be one who could be drawn now.
        if (no.Count == 0 && file.Decision.Settler is null && !draw.CouldSettle(work, file, person)) no.Add(JudgementRefusals.NotYours);
        return no;
    }

    /// <summary>The seat stands empty, or whoever was drawn may no longer settle: a contest never lapses, so it must not wait for them.</summary>
    internal bool NeedsDraw(DecisionFile file, DateTimeOffset now) =>
        file.Decision.State == DecisionState.Contested
        && (file.Decision.Settler is not { } settler || competence.Faults(file.Decision.Agency, settler, Seat.Third, file.Opened, now).Any());
}
