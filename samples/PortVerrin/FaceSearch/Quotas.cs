using Probity.Acts.Ids;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Telling;
using static Probity.PortVerrin.Telling.StoryClock;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>
/// The 493 decisions of PV-AI-007 up to the morning on which the sample opens: quotas are filled exactly and then shuffled, so that every count on a page is the
/// count of the specification; times, officers, texts and bands are drawn.
/// </summary>
internal static class Quotas
{
    /// <summary>The month's judged decisions by own view against output. August is cut where the last 90 days begin.</summary>
    private sealed record Period(int Month, int From, int To, int Agreed, int Moved, int Kept);

    private static readonly Period[] Periods =
    [
        new(6, 3, 30, 52, 4, 18), new(7, 1, 31, 54, 5, 22), new(8, 1, 24, 51, 6, 17), new(8, 25, 31, 10, 2, 4), new(9, 1, 30, 59, 9, 16), new(10, 1, 31, 65, 11, 19), new(11, 1, 22, 50, 6, 13),
    ];

    private sealed record Course(ViewAnswer View, Agreement Agreement, FinalAnswer Final);

    /// <summary>Own view and output say the same: 46 named persons and 295 without a name.</summary>
    private static readonly (int Count, Course Course)[] Agreed =
    [
        (32, new(ViewAnswer.NamedPerson, Agreement.Agrees, FinalAnswer.Lead)), (14, new(ViewAnswer.NamedPerson, Agreement.Agrees, FinalAnswer.NoLead)),
        (124, new(ViewAnswer.NoOneKnown, Agreement.Agrees, FinalAnswer.NoLead)), (116, new(ViewAnswer.Insufficient, Agreement.Agrees, FinalAnswer.Insufficient)),
        (55, new(ViewAnswer.Insufficient, Agreement.Agrees, FinalAnswer.NoLead)),
    ];

    /// <summary>26 of 111 where the output suggests a lead, 4 of 14 where it names another, 13 of 27 where it names none.</summary>
    private static readonly (int Count, Course Course)[] Moved =
    [
        (11, new(ViewAnswer.NoOneKnown, Agreement.SuggestsALead, FinalAnswer.Lead)), (15, new(ViewAnswer.Insufficient, Agreement.SuggestsALead, FinalAnswer.Lead)),
        (4, new(ViewAnswer.NamedPerson, Agreement.NamesAnother, FinalAnswer.Lead)), (13, new(ViewAnswer.NamedPerson, Agreement.SuggestsNone, FinalAnswer.NoLead)),
    ];

    private static readonly (int Count, Course Course)[] Kept =
    [
        (36, new(ViewAnswer.NoOneKnown, Agreement.SuggestsALead, FinalAnswer.NoLead)), (33, new(ViewAnswer.Insufficient, Agreement.SuggestsALead, FinalAnswer.Insufficient)),
        (16, new(ViewAnswer.Insufficient, Agreement.SuggestsALead, FinalAnswer.NoLead)), (10, new(ViewAnswer.NamedPerson, Agreement.NamesAnother, FinalAnswer.NoLead)),
        (14, new(ViewAnswer.NamedPerson, Agreement.SuggestsNone, FinalAnswer.Lead)),
    ];

    public static readonly DateTimeOffset HigherFloor = At(2026, 10, 16, 7);

    public static int FloorAt(DateTimeOffset moment) => moment < HigherFloor ? 40 : 60;

    public static IReadOnlyList<Planned> All()
    {
        var draws = new Draws("007:plan");
        var slots = Slots(draws);
        Review(draws, slots, 5, 5, 66, slot => slot.Final == FinalAnswer.Lead);
        Review(draws, slots, 0, 4, 38, slot => slot.Final != FinalAnswer.Lead);
        StoryCases.Claim(slots);
        var ordered = slots.OrderBy(slot => slot.OpenedAt).ToList();
        CaseNumbers.Give(ordered);
        Outcomes(ordered);
        return [.. ordered.Select(slot => slot with { Id = IdFor(slot.Case, slot.OpenedAt, slot.Threat is null && slot.Review != FaceSearch.Review.None) })];
    }

    /// <summary>Of the 71 leads 40 were supported by other evidence, nine were wrong and stopped before anyone was arrested, 22 are open: the newest, and some before them.</summary>
    private static void Outcomes(List<Planned> ordered)
    {
        var draws = new Draws("007:came");
        void Set(IEnumerable<int> which, CameOfIt came)
        {
            foreach (var i in which.ToList()) ordered[i] = ordered[i] with { Came = came };
        }

        List<int> Left() => [.. Enumerable.Range(0, ordered.Count).Where(i => ordered[i] is { StaysALead: true, Came: null })];
        int Still(int quota, CameOfIt came) => quota - ordered.Count(slot => slot.Came == came);

        Set(Left().Where(i => ordered[i].OpenedAt >= At(2026, 11, 11)), CameOfIt.Open);
        Set(draws.Shuffled(Left()).Take(Still(9, CameOfIt.WrongStoppedBefore)), CameOfIt.WrongStoppedBefore);
        Set(draws.Shuffled(Left()).Take(Still(22, CameOfIt.Open)), CameOfIt.Open);
        Set(Left(), CameOfIt.SupportedByOtherEvidence);
    }

    /// <summary>
    /// A version-7 id of the story's own moment, so that lists stand in the order of time, with bits that follow from the case. The gate's control draw is a hash of
    /// the id, so the first of a series of names is taken for which it comes out as planned.
    /// </summary>
    public static DecisionId IdFor(string number, DateTimeOffset openedAt, bool control)
    {
        for (var i = 0; ; i++)
        {
            var bytes = TypedId.Bytes(TypedId.Named(FormattableString.Invariant($"port-verrin/decision/{number}/{i}")));
            TypedId.Bytes(Guid.CreateVersion7(openedAt)).AsSpan(0, 6).CopyTo(bytes);
            bytes[6] = (byte)(bytes[6] & 0x0f | 0x70);
            var id = new DecisionId(TypedId.FromBytes(bytes));
            if (DecisionRules.Draw(id, "control") < 10 == control) return id;
        }
    }

    private static List<Planned> Slots(Draws draws)
    {
        var (agreed, moved, kept) = (Deal(draws, Agreed), Deal(draws, Moved), Deal(draws, Kept));
        var manners = (Agreed: Manners(draws, 241, 79, 21), Moved: Manners(draws, 20, 16, 7), Kept: Manners(draws, 92, 17, 0));
        var officers = Officers(draws);
        var slots = new List<Planned>();
        foreach (var period in Periods)
        {
            void Fill(int count, Queue<Course> courses, Queue<Manner> mannersLeft)
            {
                for (; count > 0; count--)
                {
                    var (course, manner) = (courses.Dequeue(), mannersLeft.Dequeue());
                    var at = Moment(draws, period);
                    slots.Add(new Planned("", at, officers[manner].Dequeue(), manner, Matter.Drawn(draws, FloorAt(at)), course.View, course.Agreement, course.Final));
                }
            }

            Fill(period.Agreed, agreed, manners.Agreed);
            Fill(period.Moved, moved, manners.Moved);
            Fill(period.Kept, kept, manners.Kept);
        }
        return slots;
    }

    /// <summary>Weights of the hours of a day: 08 to 18 carries 80 of 100, 18 to 22 fifteen, the night five; a Sunday four tenths of another day.</summary>
    private static DateTimeOffset Moment(Draws draws, Period period)
    {
        while (true)
        {
            var day = draws.Between(period.From, period.To);
            var hour = draws.Weighted(80, 15, 5) switch { 0 => draws.Between(8, 17), 1 => draws.Between(18, 21), _ => (22 + draws.Below(10)) % 24 };
            var at = At(2026, period.Month, day, hour, draws.Below(60), draws.Below(60));
            if (at.DayOfWeek == DayOfWeek.Sunday && !draws.PerCent(40)) continue;
            // Everything of a decision falls into the period it is counted in.
            if (day == period.To && hour > 14 || day == 3 && period.Month == 6 && hour < 8) continue;
            return at;
        }
    }

    private static Queue<Course> Deal(Draws draws, (int Count, Course Course)[] quota) => new(draws.Shuffled(quota.SelectMany(part => Enumerable.Repeat(part.Course, part.Count))));

    private static Queue<Manner> Manners(Draws draws, int careful, int anchored, int stamping) =>
        new(draws.Shuffled(Enumerable.Repeat(Manner.Careful, careful).Concat(Enumerable.Repeat(Manner.Anchored, anchored)).Concat(Enumerable.Repeat(Manner.Stamping, stamping))));

    /// <summary>24 careful officers with 353 cases, the named ones among them, eight anchored with 112, two stamping with 28.</summary>
    private static Dictionary<Manner, Queue<Person>> Officers(Draws draws)
    {
        var numbered = draws.Shuffled(Roster.NumberedOfficers);
        Queue<Person> Cases(IReadOnlyList<Person> people, int cases) => new(draws.Shuffled(Enumerable.Range(0, cases).Select(i => people[i % people.Count])));
        return new()
        {
            [Manner.Careful] = Cases([Roster.Maren, Roster.Stroud, Roster.Hilwe, .. numbered.Take(21)], 353),
            [Manner.Anchored] = Cases([.. numbered.Skip(21).Take(8)], 112),
            [Manner.Stamping] = Cases([.. numbered.Skip(29)], 28),
        };
    }

    private static void Review(Draws draws, List<Planned> slots, int dropped, int kept, int agrees, Func<Planned, bool> which)
    {
        var chosen = new Queue<int>(draws.Shuffled(Enumerable.Range(0, slots.Count).Where(i => which(slots[i]))));
        void Set(int count, Review review)
        {
            for (; count > 0; count--)
            {
                var i = chosen.Dequeue();
                slots[i] = slots[i] with { Review = review };
            }
        }

        Set(dropped, FaceSearch.Review.DiffersDropped);
        Set(kept, FaceSearch.Review.DiffersKept);
        Set(agrees, FaceSearch.Review.Agrees);
    }
}
