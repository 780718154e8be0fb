using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Idempotency;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Telemetry;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Receipts;
using Probity.Judgement.Seconds;

namespace Probity.Judgement.Judging;

/// <summary>The content of the act "judged".</summary>
/// <param name="Person">The gallery's reference of the candidate, for a lead.</param>
/// <param name="Moved">Nearer the output than this person's own view was.</param>
public sealed record JudgedPayload(Seat Seat, FinalJudgement Judgement, string? Person, Agreement Agreement, bool Moved);

/// <summary>What a judgement led to.</summary>
public sealed record JudgedOutcome(DecisionState State, bool Moved);

/// <summary>
/// Records a final judgement: the officer's, then the blind second person's, and the third's where the two differ. The AI has no vote in any of them (C12).
/// </summary>
public sealed class Judge(UnitOfWork unitOfWork, Gate gate, Competence competence, SecondDraw draw, Release release)
{
    public Task<Outcome<JudgedOutcome>> Run(Actor actor, DecisionId id, FinalJudgement judgement, OnceOnly? once = null) => unitOfWork.Commit(actor, once.Once(
        judged => OnceOnly.Made(((int)judged.State * 2) + (judged.Moved ? 1 : 0)), (_, made) => new JudgedOutcome((DecisionState)(OnceOnly.Number(made) / 2), OnceOnly.Number(made) % 2 == 1), work => Record(actor, id, judgement, work)));

    private Outcome<JudgedOutcome> Record(Actor actor, DecisionId id, FinalJudgement judgement, Work work)
    {
        var file = gate.Load(work, id);
        var may = gate.MayTake(work, file, DecisionRules.JudgeStep);
        if (!may.Done) return may.Refused<JudgedOutcome>();
        var seat = may.Value;
        var opened = file!.Opened;
        var view = file.View(seat)!.View;
        var output = file.Output();
        var no = new List<Refusal>(JudgementRules.Faults(judgement, view, opened.Protocol, opened.Evidence, output.Candidates.Count));
        no.AddRange(competence.Faults(actor.Agency, actor.Account!.Value, seat, opened, work.Now));
        if (no.Count > 0) return no;

        var person = judgement.Candidate is { } number ? output.Candidates[file.Reveal(seat)!.Order[number - 1]].Person : null;
        var agreement = FaceSearchRules.Agree(view.Answer!.Value, view.NamedPerson, output);
        var moved = FaceSearchRules.Moved(agreement, judgement.Answer!.Value, person, view.NamedPerson);
        var payload = new JudgedPayload(seat, judgement, person, agreement, moved);
        gate.Record(work, file, DecisionRules.JudgeStep(seat), JudgementActs.Judged, payload);
        work.SettleAll(Subject.Of(JudgementActs.Subject, id));
        file = gate.Load(work, id)!;
        var change = seat switch
        {
            Seat.First => First(work, file, payload),
            Seat.Second => Second(work, file, payload),
            _ => release.Run(work, file, new DecisionChange(file.Decision), payload),
        };
        gate.Update(work, change);
        work.AfterCommit(static () => Measures.Decision("judged"));
        return new JudgedOutcome(change.State, moved);
    }

    private DecisionChange First(Work work, DecisionFile file, JudgedPayload mine)
    {
        var answer = mine.Judgement.Answer!.Value;
        var change = new DecisionChange(file.Decision) { Agreement = mine.Agreement, OfficerAnswer = answer, Moved = mine.Moved };
        return DecisionRules.NeedsSecond(file.Decision.Id, answer, file.Opened.Protocol)
            ? draw.Draw(work, file, change with { State = DecisionState.Judged }, Seat.Second)
            : release.Run(work, file, change, mine);
    }

    private DecisionChange Second(Work work, DecisionFile file, JudgedPayload mine)
    {
        var first = file.Judged(Seat.First)!;
        var change = new DecisionChange(file.Decision);
        return FaceSearchRules.Same(first.Judgement.Answer!.Value, first.Person, mine.Judgement.Answer!.Value, mine.Person)
            ? release.Run(work, file, change, mine)
            : draw.Draw(work, file, change with { State = DecisionState.Disagreed }, Seat.Third);
    }
}
