using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Protocols;
using Probity.Judgement.Views;

namespace Probity.Judgement.Today;

/// <summary>A judgement that waits for this person.</summary>
/// <param name="Key">The end of its text key: what is to be done next.</param>
public sealed record WaitingJudgement(DecisionId Decision, string Key, string Title, string Case, string Use, ProtocolMode Mode, DateTimeOffset Due, bool ViewRecorded, bool OutputOpened, bool Blind);

/// <summary>Something of another room that waits for this person.</summary>
public sealed record WaitingDuty(string Kind, string? Title, string? Path, DateTimeOffset Due);

/// <summary>A judgement that this person recorded.</summary>
public sealed record RecordedJudgement(DecisionId Decision, string Case, FinalAnswer Answer, bool OutputSuggestedLead, DateTimeOffset At, long? Leaf);

/// <summary>Reads one person's desk: what waits, and what was recorded lately.</summary>
public sealed class MyDuties(Reads reads, Gate gate, SubjectPages pages, TimeProvider clock)
{
    private static readonly Statement Recorded = new("""
        SELECT decision, name FROM judgement_step WHERE agency = @p0 AND person = @p1 AND name IN ('Judged', 'Seconded', 'Adjudicated') ORDER BY at DESC LIMIT @p2
        """);
    private static readonly Statement Free = new("""
        SELECT count(*) FROM judgement_decision WHERE agency = @p0 AND state = 'Opened' AND officer IS NULL AND expires_at > @p1
        """);

    public (IReadOnlyList<WaitingJudgement> Judgements, IReadOnlyList<WaitingDuty> Others) Waiting(AgencyId agency, AccountId person)
    {
        List<Duty> duties;
        using (var db = reads.Open(agency))
            duties = [.. db.Set<Duty>().Where(duty => duty.Holder == person && duty.DoneAt == null).OrderBy(duty => duty.DueAt)];
        using var session = gate.Rent();
        var judgements = duties.Where(duty => duty.SubjectKind == JudgementActs.Subject).Select(duty => Judgement(session, agency, person, duty)).OfType<WaitingJudgement>().ToList();
        var titles = duties.Where(duty => duty.SubjectKind != JudgementActs.Subject).GroupBy(duty => duty.SubjectKind)
            .ToDictionary(group => group.Key, group => pages.For(group.Key)?.Titles(reads, agency, [.. group.Select(duty => duty.Subject).Distinct()]));
        var others = duties.Where(duty => duty.SubjectKind != JudgementActs.Subject)
            .Select(duty => new WaitingDuty(duty.Kind, titles[duty.SubjectKind]?.GetValueOrDefault(duty.Subject), pages.For(duty.SubjectKind)?.Link(duty.Subject), duty.DueAt)).ToList();
        return (judgements, others);
    }

    /// <summary>A duty whose decision has lapsed meanwhile is no work any more; expiry is computed when read, so nobody crossed it off.</summary>
    private WaitingJudgement? Judgement(ReadSession session, AgencyId agency, AccountId person, Duty duty)
    {
        if (gate.Load(session, agency, new DecisionId(duty.Subject)) is not { } file) return null;
        var now = clock.GetUtcNow();
        if (file.Facts.StateAt(now) == DecisionState.Expired) return null;
        var seat = DecisionRules.SeatOf(file.Facts, person);
        var next = NextStep.For(file.Facts, person, now);
        var key = duty.Kind == "judgement.settle" ? "contested"
            : next is StepName.Revealed or StepName.SecondRevealed or StepName.ThirdRevealed ? "open"
            : next is StepName.Judged or StepName.Seconded or StepName.Adjudicated ? "judge"
            : seat switch { Seat.Second => "second", Seat.Third => "third", _ => file.Decision.Mode == ProtocolMode.Protective ? "review" : "view" };
        return new WaitingJudgement(file.Decision.Id, key, file.Opened.Title, file.Decision.CaseNumber, file.Decision.UseReference, file.Decision.Mode, duty.DueAt,
            seat is { } own && file.Took(DecisionRules.ViewStep(own)), seat is { } mine && file.Took(DecisionRules.RevealStep(mine)), seat is Seat.Second or Seat.Third);
    }

    public IReadOnlyList<RecordedJudgement> Lately(AgencyId agency, AccountId person, int most)
    {
        using var session = gate.Rent();
        var lately = new List<RecordedJudgement>();
        foreach (var (id, step) in session.Query(Recorded, row => (row.Id<DecisionId>(0), row.Word<StepName>(1)), agency, person, most))
        {
            var file = gate.Load(session, agency, id)!;
            var seat = step switch { StepName.Judged => Seat.First, StepName.Seconded => Seat.Second, _ => Seat.Third };
            var judged = file.Judged(seat)!;
            var suggested = judged.Agreement switch
            {
                Agreement.SuggestsALead or Agreement.NamesAnother => true,
                Agreement.Agrees => file.View(seat)!.View.Answer == ViewAnswer.NamedPerson,
                _ => false,
            };
            lately.Add(new RecordedJudgement(id, file.Decision.CaseNumber, judged.Judgement.Answer!.Value, suggested, file.Step(step)!.At, file.Act(step)!.LeafIndex));
        }
        return lately;
    }

    /// <summary>Decisions that no officer has yet.</summary>
    public long Untaken(AgencyId agency)
    {
        using var session = gate.Rent();
        return session.Number(Free, agency, clock.GetUtcNow());
    }
}
