using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.PortVerrin.Cast;
using static Probity.PortVerrin.Telling.StoryClock;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>The cases that the story tells by name: each takes the place of a drawn one of the same course, so that no count changes.</summary>
internal static class StoryCases
{
    public static void Claim(List<Planned> slots)
    {
        Take(slots, slot => In(slot, 10) && slot is { View: ViewAnswer.NoOneKnown, Agreement: Agreement.SuggestsALead, Final: FinalAnswer.NoLead, Manner: Manner.Careful, Review: Review.None }, slot => slot with
        {
            Case = CaseNumbers.Text(3741), OpenedAt = At(2026, 10, 3, 13, 10), Title = "Bag theft with injury, ferry hall",
            Matter = slot.Matter with { Place = "the ferry hall", Pixels = 88, Turn = 6, Covered = null, HeightCm = 170, Age = 35 },
            Returned = [new Candidate("CG-170322", 'A', new DateOnly(2024, 5, 6), new CandidateFacts(185, 1990, [], null))],
        }, Roster.Stroud);
        Take(slots, slot => In(slot, 10) && slot is { Agreement: Agreement.SuggestsALead, Final: FinalAnswer.Lead } && slot.Officer.Unit != Units.Family, slot => slot with
        {
            Case = CaseNumbers.Text(3902), OpenedAt = At(2026, 10, 15, 10, 4), Title = "Assault, Old Quay", Second = Roster.Hilwe, Third = Roster.Hamala,
            Matter = slot.Matter with { Place = "Old Quay", Pixels = 58 },
        }, review: Review.DiffersDropped);
        Take(slots, slot => In(slot, 9) && slot is { Final: FinalAnswer.Lead, Review: Review.Agrees }, slot => slot with
        {
            Case = CaseNumbers.Text(3318), OpenedAt = At(2026, 9, 4, 15, 20), Title = "Street robbery, Rope Walk", Matter = slot.Matter with { Place = "Rope Walk" },
            // The bus card showed the candidate across town.
            Came = CameOfIt.WrongStoppedBefore, CameAt = At(2026, 9, 17, 10, 30),
        });
        // Protection does not wait: used at once to protect, reviewed after 41 hours.
        Take(slots, slot => In(slot, 7) && slot is { View: ViewAnswer.NoOneKnown, Agreement: Agreement.Agrees, Final: FinalAnswer.NoLead, Manner: Manner.Careful, Review: Review.None } && slot.Officer.Numbered, slot => slot with
        {
            Case = CaseNumbers.Text(2771), OpenedAt = At(2026, 7, 23, 21, 40), Title = "Threat to a hospital ward", ViewAfter = TimeSpan.FromHours(41),
            Threat = "A man announced by telephone that he would come to the ward with a knife tonight; staff and patients are in danger.",
            Matter = slot.Matter with { Place = "the hospital entrance" },
        });
        // Infrared was not yet excluded; no lead came of it, and condition 4 followed.
        Take(slots, slot => slot.OpenedAt >= At(2026, 8, 25) && slot.OpenedAt < At(2026, 9, 1) && slot is { View: not ViewAnswer.NamedPerson, Agreement: Agreement.Agrees }, slot => slot with
        {
            OpenedAt = At(2026, 8, 27, 23, 12), Matter = slot.Matter with { Infrared = true },
        });
        foreach (var month in new[] { 7, 9 })
            Take(slots, slot => In(slot, month) && slot is { Final: FinalAnswer.Lead, Review: Review.Agrees, Case.Length: 0 }, slot => slot with { Contested = true, Came = CameOfIt.SupportedByOtherEvidence });
    }

    private static bool In(Planned slot, int month) => slot.OpenedAt.Month == month;

    /// <summary>Where the story names the officer or what the others came to, the place and another one exchange theirs, so that the counts stay.</summary>
    private static void Take(List<Planned> slots, Predicate<Planned> which, Func<Planned, Planned> change, Person? officer = null, Review? review = null)
    {
        var i = slots.FindIndex(which);
        var claimed = change(slots[i]);
        if (officer is not null && claimed.Officer != officer)
        {
            var other = slots.FindIndex(slot => slot.Officer == officer && slot.Case.Length == 0);
            slots[other] = slots[other] with { Officer = claimed.Officer };
            claimed = claimed with { Officer = officer };
        }
        if (review is { } wanted && claimed.Review != wanted)
        {
            var other = slots.FindIndex(slot => slot.Review == wanted && slot.Final == claimed.Final && slot.Case.Length == 0);
            slots[other] = slots[other] with { Review = claimed.Review };
            claimed = claimed with { Review = wanted };
        }
        slots[i] = claimed;
    }
}
