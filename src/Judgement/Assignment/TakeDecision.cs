using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Idempotency;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;
using Probity.People.Absences;
using Probity.People.Access;
using Probity.People.Accounts;

namespace Probity.Judgement.Assignment;

/// <summary>An officer takes a decision that was given to nobody, or was handed back. Only before a view is recorded, and only with a valid certificate.</summary>
public sealed class TakeDecision(UnitOfWork unitOfWork, Gate gate, Competence competence)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id) => unitOfWork.Commit<Done>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file || actor.Account is not { } person) return ActsRefusals.Unknown;
        var no = new List<Refusal>();
        if (file.Decision.Officer is not null) no.Add(JudgementRefusals.AlreadyRecorded.At(null, ("step", "taken")));
        if (file.Facts.StateAt(work.Now) != DecisionState.Opened)
        {
            no.Add(JudgementRefusals.NotOpenAnyMore.At(null, ("state", file.Facts.StateAt(work.Now))));
            if (!competence.MayJudge(actor.Agency, person, Seat.First)) no.Add(JudgementRefusals.OfficerMayNotJudge);
        }
        else no.AddRange(competence.Faults(actor.Agency, person, Seat.First, file.Opened, work.Now));
        if (no.Count > 0) return no;
        var about = Subject.Of(JudgementActs.Subject, id);
        gate.Note(work, file, JudgementActs.Taken, new { officer = person.Value });
        work.SettleAll(about);
        if (file.Decision.Mode == Protocols.ProtocolMode.Protective) work.Owe(JudgementDuties.Review, about, person, file.Decision.DueAt);
        else work.Owe(JudgementDuties.View, about, person, file.Decision.DueAt);
        gate.Update(work, new DecisionChange(file.Decision) { Officer = person });
        return Done.It;
    });
}

/// <summary>
/// Not the right person, for example because one knows somebody involved. No reproach: the decision waits for another officer, or another person is drawn.
/// Only before one's own view is recorded.
/// </summary>
public sealed class HandBack(UnitOfWork unitOfWork, Gate gate, SecondDraw draw)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id, Reason? reason) => unitOfWork.Commit<Done>(actor, work =>
    {
        var file = gate.Load(work, id);
        if (file is not null && actor.Account is { } settler && file.Decision.State == DecisionState.Contested && file.Decision.Settler == settler) return Settling(work, file, settler, reason);
        // Whoever holds the seat may always give it up, also after their role was taken: that asks for no further right.
        var may = gate.MayTake(work, file, DecisionRules.ViewStep);
        if (!may.Done) return may.Refused<Done>();
        if (reason is null) return ActsRefusals.ReasonMissing.At("Reason");
        var about = Subject.Of(JudgementActs.Subject, id);
        gate.Note(work, file!, JudgementActs.HandedBack, new { seat = may.Value, person = actor.Id }, reason);
        work.SettleAll(about);
        var change = new DecisionChange(file!.Decision);
        if (may.Value == Seat.First)
        {
            work.Owe(JudgementDuties.View, about, null, file.Decision.DueAt);
            gate.Update(work, change with { Officer = null });
        }
        else gate.Update(work, draw.Draw(work, file, change, may.Value, not: actor.Account));
        return Done.It;
    });

    private Outcome<Done> Settling(Work work, DecisionFile file, AccountId settler, Reason? reason)
    {
        if (file.Decision.SettlerReadAt is not null) return JudgementRefusals.AlreadyRecorded.At(null, ("step", "file-opened"));
        if (reason is null) return ActsRefusals.ReasonMissing.At("Reason");
        gate.Note(work, file, JudgementActs.HandedBack, new { seat = "settler", person = settler.Value }, reason);
        work.SettleAll(Subject.Of(JudgementActs.Subject, file.Decision.Id));
        gate.Update(work, draw.DrawSettler(work, file, new DecisionChange(file.Decision), not: settler));
        return Done.It;
    }
}

/// <summary>Ends a decision without a judgement: the search was opened by mistake, or the case closed. Nothing may follow from it.</summary>
public sealed class Withdraw(UnitOfWork unitOfWork, Gate gate, ActorRights rights)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id, Reason? reason, OnceOnly? once = null) => unitOfWork.Commit(actor, once.Once(_ => id.Value, (_, _) => Done.It, work =>
    {
        if (gate.Load(work, id) is not { } file) return ActsRefusals.Unknown;
        if (file.Decision.OpenedBy != actor.Id && file.Decision.Officer?.Value != actor.Id) return JudgementRefusals.NotYours;
        if (!rights.May(actor, Right.OpenDecision) && !rights.May(actor, Right.Judge)) return ActsRefusals.NotAllowed;
        var state = file.Facts.StateAt(work.Now);
        if (!DecisionRules.StillMoves(state)) return JudgementRefusals.NotOpenAnyMore.At(null, ("state", state));
        if (reason is null) return ActsRefusals.ReasonMissing.At("Reason");
        gate.Note(work, file, JudgementActs.Withdrawn, new { from = state }, reason);
        work.SettleAll(Subject.Of(JudgementActs.Subject, id));
        gate.Update(work, new DecisionChange(file.Decision) { State = DecisionState.Withdrawn });
        return Done.It;
    }));
}

/// <summary>
/// Draws the second or third person, or who settles a contest, again where nobody could be drawn before: somebody was trained since, or came back. A contest never
/// lapses, so its settler is drawn again also where the one who was drawn may no longer settle.
/// </summary>
public sealed class DrawAgain(UnitOfWork unitOfWork, Gate gate, SecondDraw draw, Settling settling, Accounts accounts)
{
    public Task<Outcome<Done>> Run(Actor actor, DecisionId id) => unitOfWork.Commit<Done>(actor, work =>
    {
        if (gate.Load(work, id) is not { } file) return ActsRefusals.Unknown;
        if (actor.Account is not { } person || (DecisionRules.SeatOf(file.Facts, person) is null && accounts.Find(actor.Agency, person)?.May(Right.SeeDecisions) != true)) return JudgementRefusals.NotYours;
        var state = file.Facts.StateAt(work.Now);
        if (state == DecisionState.Contested) return Settler(work, file);
        var seat = state == DecisionState.Judged ? Seat.Second : Seat.Third;
        if (state is not (DecisionState.Judged or DecisionState.Disagreed)) return JudgementRefusals.NotOpenAnyMore.At(null, ("state", state));
        if ((seat == Seat.Second ? file.Decision.Second : file.Decision.Third) is not null) return JudgementRefusals.AlreadyRecorded.At(null, ("step", "drawn"));
        work.SettleAll(Subject.Of(JudgementActs.Subject, id));
        var change = draw.Draw(work, file, new DecisionChange(file.Decision), seat);
        if (change.Second is null && change.Third is null) return JudgementRefusals.NoSecondPerson;
        gate.Update(work, change);
        return Done.It;
    });

    /// <summary>The time that a drawn person has runs out and they are away: another one is drawn by the same rules.</summary>
    public async Task<DueAnswer> InPlaceOfAbsent(Due due)
    {
        var drawn = await unitOfWork.Commit<Done>(due.Actor, work =>
        {
            if (gate.Load(work, new DecisionId(due.Subject)) is not { } file) return Done.It;
            var state = file.Facts.StateAt(work.Now);
            var (person, begun) = state switch
            {
                DecisionState.Judged => (file.Decision.Second, file.Took(StepName.SecondView)),
                DecisionState.Disagreed => (file.Decision.Third, file.Took(StepName.ThirdView)),
                DecisionState.Contested => (file.Decision.Settler, file.Decision.SettlerReadAt is not null),
                _ => (null, true),
            };
            if (!SecondRules.NeedsAnother(person, begun, work.Away(due.Agency, work.Now, work.Now.AddTicks(1)))) return Done.It;
            work.SettleAll(due.About);
            var change = new DecisionChange(file.Decision);
            gate.Update(work, state == DecisionState.Contested ? draw.DrawSettler(work, file, change, not: person) : draw.Draw(work, file, change, state == DecisionState.Judged ? Seat.Second : Seat.Third, not: person));
            return Done.It;
        });
        return drawn.Done ? DueAnswer.Done : DueAnswer.Failed(drawn.Refusals[0].Code.Code);
    }

    private Outcome<Done> Settler(Work work, DecisionFile file)
    {
        if (!settling.NeedsDraw(file, work.Now)) return JudgementRefusals.AlreadyRecorded.At(null, ("step", "drawn"));
        work.SettleAll(Subject.Of(JudgementActs.Subject, file.Decision.Id));
        var change = draw.DrawSettler(work, file, new DecisionChange(file.Decision));
        if (change.Settler is null) return JudgementRefusals.NoSecondPerson;
        gate.Update(work, change);
        return Done.It;
    }
}
