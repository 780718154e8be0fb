using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Idempotency;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Acts.Telemetry;
using Probity.Judgement.Decisions;
using Probity.Judgement.Seconds;
using Probity.People.Sessions;

namespace Probity.Judgement.Views;

/// <summary>The content of the act "view recorded".</summary>
public sealed record ViewPayload(Seat Seat, OwnView View);

public sealed record RecordedView(JournalId Act, DateTimeOffset At);

/// <summary>
/// Commits a person's own view. From here it cannot be changed, and only now may the output be opened to them (C1).
/// </summary>
public sealed class RecordView(UnitOfWork unitOfWork, Gate gate, Competence competence, SignedIn sessions)
{
    private static readonly Statement DropDraft = new("DELETE FROM judgement_draft WHERE agency = @p0 AND decision = @p1 AND person = @p2");

    /// <param name="from">The session in which the view was written, where there is one: what tells browsers apart. A sample and measurements have none.</param>
    public Task<Outcome<RecordedView>> Run(Actor actor, DecisionId id, OwnView view, AccountSessionId? from = null, OnceOnly? once = null) => unitOfWork.Commit(actor, once.Once(_ => id.Value, (work, _) =>
    {
        var file = gate.Load(work, id)!;
        var step = file.Step(DecisionRules.ViewStep(DecisionRules.SeatOf(file.Facts, actor.Account!.Value)!.Value))!;
        return new RecordedView(step.Act, step.At);
    }, work => Record(actor, id, view, from, work)));

    private Outcome<RecordedView> Record(Actor actor, DecisionId id, OwnView view, AccountSessionId? from, Work work)
    {
        var file = gate.Load(work, id);
        var may = gate.MayTake(work, file, DecisionRules.ViewStep);
        if (!may.Done) return may.Refused<RecordedView>();
        var seat = may.Value;
        var no = new List<Refusal>(ViewRules.Faults(view, file!.Opened.Protocol));
        no.AddRange(competence.Faults(actor.Agency, actor.Account!.Value, seat, file.Opened, work.Now));
        if (SecondRules.SameDevice(seat, JudgedBefore(file, seat), from is { } session && SharesDevice(work, file, session), file.Opened.Protocol, work.Now) is { } shared) no.Add(shared);
        // Under the open protocol the receipt is weaker because of what the officer had seen: where, is part of the record.
        if (seat == Seat.First && file.Decision.Mode == Protocols.ProtocolMode.Open && string.IsNullOrWhiteSpace(view.SeenElsewhere)) no.Add(JudgementRefusals.Missing.At(nameof(view.SeenElsewhere)));
        if (no.Count > 0) return no;

        var act = gate.Record(work, file, DecisionRules.ViewStep(seat), JudgementActs.ViewRecorded, new ViewPayload(seat, view));
        var step = DecisionRules.ViewStep(seat);
        gate.Update(work, new DecisionChange(file.Decision)
        {
            State = DecisionRules.After(step, secondNeeded: false, agreed: false),
            ViewAnswer = seat == Seat.First ? view.Answer : file.Decision.ViewAnswer,
        });
        work.Execute(DropDraft, actor.Agency, id, actor.Account.Value);
        var waited = work.Now - file.Decision.OpenedAt;
        work.AfterCommit(() => Viewed(seat, waited));
        return new RecordedView(act, work.Now);
    }

    private static void Viewed(Seat seat, TimeSpan waited)
    {
        Measures.Decision("view");
        if (seat == Seat.First) Measures.UntilView.Record(waited.TotalSeconds);
    }

    private static DateTimeOffset? JudgedBefore(DecisionFile file, Seat seat) => seat switch
    {
        Seat.Second => file.Step(StepName.Judged)?.At,
        Seat.Third => file.Step(StepName.Seconded)?.At,
        _ => null,
    };

    private bool SharesDevice(Work work, DecisionFile file, AccountSessionId session) =>
        file.Step(StepName.Judged) is { } judged
        && sessions.AnyOnDeviceOf(work, work.Actor.Agency, session, [.. new[] { file.Decision.Officer, file.Decision.Second, file.Decision.Third }.OfType<AccountId>().Where(other => other != work.Actor.Account)], judged.At);
}
