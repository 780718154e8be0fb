namespace Probity.Judgement.FaceSearch;

/// <summary>A candidate as this person sees it: its number in the random order, its band, and how it stands against the facts that were fixed before.</summary>
/// <param name="ImageMonths">Age of the image on the day of the incident; null where the file does not say.</param>
/// <param name="ImageOld">Older than the protocol lets pass without a mark.</param>
public sealed record ShownCandidate(int Number, Candidate Candidate, int? ImageMonths, bool ImageOld, IReadOnlyList<Comparison> Against)
{
    public static IReadOnlyList<ShownCandidate> All(IReadOnlyList<Candidate> shown, FixedFacts facts, DateOnly incident, int imageYears) =>
    [
        .. shown.Select((candidate, i) =>
        {
            var against = FaceSearchRules.Compare(facts, candidate, incident, imageYears);
            return new ShownCandidate(i + 1, candidate, candidate.ImageDate is { } date ? Months(date, incident) : null, against.Any(line => line.Kind == Contradiction.ImageOld), against);
        }),
    ];

    /// <summary>Whole months, never below zero: an image made after the incident is as new as can be.</summary>
    public static int Months(DateOnly from, DateOnly to) =>
        Math.Max(0, (to.Year - from.Year) * 12 + to.Month - from.Month - (to.Day < from.Day ? 1 : 0));
}
