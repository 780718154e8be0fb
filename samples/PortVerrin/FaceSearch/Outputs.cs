using Probity.Judgement.FaceSearch;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>What the system returned, drawn so that it stands to the own view as planned, and who is meant by it.</summary>
/// <param name="Named">The person whom the officer's own view names.</param>
/// <param name="Lead">The candidate who ends as the lead, if one does.</param>
internal sealed record DrawnOutput(FaceSearchOutput Output, string? Named, string? Lead);

internal static class Outputs
{
    public const int Gallery = 212_480;

    public static DrawnOutput Of(Planned decision, StoryClock clock)
    {
        if (decision.Returned is { } returned) return new(new FaceSearchOutput(Systems.FaceLink.Name, "4.2", Gallery, returned), null, null);
        var draws = new Draws("007:output:" + decision.Case);
        var count = draws.Between(4, 10);
        var persons = new List<string>();
        while (persons.Count <= count)
            if (FormattableString.Invariant($"CG-{draws.Between(100_000, 299_999)}") is var person && !persons.Contains(person)) persons.Add(person);
        // Who is named in the own view and does not come out of the search stands outside the candidates.
        var named = decision.View != ViewAnswer.NamedPerson ? null
            : decision.Agreement == Agreement.Agrees || decision is { Agreement: Agreement.SuggestsNone, Final: FinalAnswer.Lead } ? persons[0] : persons[count];
        var lead = decision.Final == FinalAnswer.Lead ? persons[0] : null;
        var strong = decision.Agreement is Agreement.SuggestsALead or Agreement.NamesAnother || decision is { Agreement: Agreement.Agrees, View: ViewAnswer.NamedPerson };
        var candidates = persons.Take(count).Select((person, i) => Candidate(draws, clock, decision, person, strong, first: i == 0)).ToList();
        return new(new FaceSearchOutput(Systems.FaceLink.Name, "4.2", Gallery, draws.Shuffled(candidates)), named, lead);
    }

    private static Candidate Candidate(Draws draws, StoryClock clock, Planned decision, string person, bool strong, bool first)
    {
        var band = strong
            ? first ? "AB"[draws.Weighted(47, 53)] : "ABCDE"[draws.Weighted(3, 12, 30, 34, 21)]
            : "CDE"[draws.Weighted(35, 40, 25)];
        var day = DateOnly.FromDateTime(decision.OpenedAt.Date);
        var fits = first && decision.Final == FinalAnswer.Lead;
        // 24 of a hundred images of candidates are older than five years.
        var image = clock.Day(day.AddDays(-(draws.PerCent(24) && !fits ? draws.Between(1830, 3400) : draws.Between(20, 1800))));
        var height = fits ? decision.Matter.HeightCm + draws.Between(-2, 2) : draws.PerCent(8) ? (int?)null : draws.Between(156, 198);
        var elsewhere = !fits && draws.PerCent(9)
            ? new[] { new Absence(draws.Of(["custody", "hospital", "abroad"]), clock.Day(day.AddDays(-draws.Between(2, 20))), clock.Day(day.AddDays(draws.Between(1, 20)))) }
            : null;
        return new Candidate(person, band, image, new CandidateFacts(height, day.Year - (fits ? decision.Matter.Age : draws.Between(18, 62)), [], elsewhere));
    }
}
