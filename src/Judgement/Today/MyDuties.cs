using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Protocols;
using Probity.Judgement.Views;
using Probity.People;
using Probity.People.Absences;
using Probity.People.Accounts;
using Probity.People.Units;

namespace Probity.Judgement.Today;

/// <summary>A judgement that waits for this person.</summary>
/// <param name="Key">The end of its text key: what is to be done next.</param>
public sealed record WaitingJudgement(DecisionId Decision, string Key, string Title, string Case, string Use, ProtocolMode Mode, DateTimeOffset Due, bool ViewRecorded, bool OutputOpened, bool Blind);

/// <summary>Something of another room that waits for somebody.</summary>
/// <param name="Holder">Whose it is, where that is somebody else.</param>
public sealed record WaitingDuty(string Kind, string? Title, string? Path, DateTimeOffset Due, string? Holder);

/// <summary>Which of one's duties are shown.</summary>
public enum Shown { All, Late, Judgements, Others }

/// <summary>One page of a person's desk, and how much there is on all of it.</summary>
public sealed record Desk(int JudgementCount, int OtherCount, int LateCount, int Page, int Pages, IReadOnlyList<WaitingJudgement> Judgements, IReadOnlyList<WaitingDuty> Others)
{
    public const int PageSize = 20;

    public int Count => JudgementCount + OtherCount;
}

/// <summary>A judgement that this person recorded.</summary>
public sealed record RecordedJudgement(DecisionId Decision, string Case, FinalAnswer Answer, bool OutputSuggestedLead, DateTimeOffset At, long? Leaf);

/// <summary>Reads one person's desk: what waits, and what was recorded lately.</summary>
public sealed class MyDuties(Reads reads, OpenDuties open, Gate gate, SubjectPages pages, Accounts accounts, TimeProvider clock)
{
    private static readonly Statement Recorded = new("""
        SELECT decision, name FROM judgement_step WHERE agency = @p0 AND person = @p1 AND name IN ('Judged', 'Seconded', 'Adjudicated') ORDER BY at DESC LIMIT @p2
        """);
    private static readonly Statement Free = new("""
        SELECT count(*) FROM judgement_decision WHERE agency = @p0 AND state = 'Opened' AND officer IS NULL AND expires_at > @p1
        """);

    /// <summary>What is shown of one's own desk.</summary>
    public Desk Waiting(AgencyId agency, AccountId person, IReadOnlySet<Right> rights, Shown shown, int page)
    {
        var now = clock.GetUtcNow();
        var all = open.Of(agency, person);
        var chosen = all.Where(duty => shown switch
        {
            Shown.Late => duty.DueAt <= now,
            Shown.Judgements => IsJudgement(duty),
            Shown.Others => !IsJudgement(duty),
            _ => true,
        }).OrderBy(duty => !IsJudgement(duty)).ToList();
        var pages = Math.Max(1, (chosen.Count + Desk.PageSize - 1) / Desk.PageSize);
        page = Math.Clamp(page, 1, pages);
        var here = chosen.Skip((page - 1) * Desk.PageSize).Take(Desk.PageSize).ToList();
        using var session = gate.Rent();
        return new Desk(all.Count(IsJudgement), all.Count(duty => !IsJudgement(duty)), all.Count(duty => duty.DueAt <= now), page, pages,
            [.. here.Where(IsJudgement).Select(duty => Judgement(session, agency, person, duty)).OfType<WaitingJudgement>()], Described(agency, here.Where(duty => !IsJudgement(duty)), rights));
    }

    /// <summary>Ordinary duties of people who are away and named this person. What the gate asks is asked of them alone.</summary>
    public IReadOnlyList<WaitingDuty> LookedAfter(AgencyId agency, AccountId person, IReadOnlySet<Right> rights)
    {
        IReadOnlyList<AccountId> away;
        using (var session = reads.Rent()) away = session.DeputyOf(agency, person, clock.GetUtcNow());
        return [.. away.SelectMany(one => Described(agency, open.Of(agency, one).Where(duty => !IsJudgement(duty) && duty.SubjectKind != PeopleSubjects.Mine), rights)).OrderBy(duty => duty.Due)];
    }

    /// <summary>
    /// What the people of the units that this person leads owe, late first. A judgement shows as one and no more, and not at all where the head has a seat on the decision:
    /// nobody learns here who judges blind beside them (docs/adr/0009).
    /// </summary>
    public IReadOnlyList<WaitingDuty> OfMyUnits(AgencyId agency, AccountId person, IReadOnlySet<Right> rights)
    {
        HashSet<UnitId> units;
        using (var db = reads.Open(agency)) units = [.. db.Set<Unit>().Where(unit => unit.Leader == person).Select(unit => unit.Id)];
        if (units.Count == 0) return [];
        using var session = gate.Rent();
        var duties = accounts.All(agency).Where(card => card.UnitId is { } unit && units.Contains(unit) && card.Id != person && card.Active).SelectMany(card => open.Of(agency, card.Id))
            .Where(duty => duty.SubjectKind != OpenDuties.SubjectKind && duty.SubjectKind != PeopleSubjects.Mine)
            .Where(duty => !IsJudgement(duty) || gate.Load(session, agency, new DecisionId(duty.Subject))?.TookPart().Contains(person) == false).OrderBy(duty => duty.DueAt).ToList();
        return [.. duties.Where(IsJudgement).Select(duty => new WaitingDuty("judgement.some", null, null, duty.DueAt, Called(agency, duty))).Concat(Described(agency, duties.Where(duty => !IsJudgement(duty)), rights)).OrderBy(duty => duty.Due)];
    }

    /// <summary>What nobody has and this person may take or hand on.</summary>
    public IReadOnlyList<WaitingDuty> OfNobody(AgencyId agency, IReadOnlySet<Right> rights) => Described(agency, open.OfNobodyFor(agency, rights), rights);

    private static bool IsJudgement(Duty duty) => duty.SubjectKind == JudgementActs.Subject;

    private string? Called(AgencyId agency, Duty duty) => duty.Holder is { } holder ? accounts.Find(agency, holder)?.Called : null;

    /// <summary>Title and address where the viewer has the right that the address needs.</summary>
    private List<WaitingDuty> Described(AgencyId agency, IEnumerable<Duty> duties, IReadOnlySet<Right> rights)
    {
        var all = duties.ToList();
        var titles = all.GroupBy(duty => duty.SubjectKind).ToDictionary(group => group.Key, group => pages.For(group.Key) is { } page && rights.Contains(page.Needs)
            ? page.Titles(reads, agency, [.. group.Select(duty => duty.Subject).Distinct()]) : null);
        return [.. all.Select(duty => new WaitingDuty(duty.Kind, titles[duty.SubjectKind]?.GetValueOrDefault(duty.Subject),
            titles[duty.SubjectKind] is null ? null : pages.For(duty.SubjectKind)!.Link(duty.Subject), duty.DueAt, Called(agency, duty)))];
    }

    private WaitingJudgement? Judgement(ReadSession session, AgencyId agency, AccountId person, Duty duty)
    {
        if (gate.Load(session, agency, new DecisionId(duty.Subject)) is not { } file) return null;
        var now = clock.GetUtcNow();
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
