using Probity.Acts.Refusals;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.FaceSearch;

/// <summary>How a candidate stands against one fixed fact.</summary>
public enum Contradiction { None, HeightDiffers, AgeDiffers, MarkAbsent, Elsewhere, ImageOld, NotOnFile }

/// <summary>One line beside a candidate.</summary>
/// <param name="Excludes">The fact rules the candidate out or nearly; otherwise it calls for care.</param>
public sealed record Comparison(Contradiction Kind, bool Excludes, IReadOnlyDictionary<string, string> Values);

/// <summary>Whether the output, read as "a candidate in band A or B", says what the officer's own view says.</summary>
public enum Agreement { Agrees, NamesAnother, SuggestsALead, SuggestsNone }

/// <summary>Pure rules of the kind face-search lead.</summary>
public static class FaceSearchRules
{
    /// <summary>Everything wrong with what a connected system sends, each with its place.</summary>
    public static IEnumerable<Refusal> Faults(Probe? probe, IReadOnlyList<EvidenceItem>? evidence, FaceSearchOutput? output, DateTimeOffset now)
    {
        if (probe is null) yield return JudgementRefusals.Missing.At("probe");
        else
        {
            if (string.IsNullOrWhiteSpace(probe.Title)) yield return JudgementRefusals.Missing.At("probe.title");
            if (probe.EyeDistancePixels is < 0 or > 100_000) yield return JudgementRefusals.OutOfRange.At("probe.eyeDistancePixels", ("from", 0), ("to", 100_000));
            if (probe.TurnDegrees is < -180 or > 180) yield return JudgementRefusals.OutOfRange.At("probe.turnDegrees", ("from", -180), ("to", 180));
            if (probe.ApparentAge is < 0 or > 120) yield return JudgementRefusals.OutOfRange.At("probe.apparentAge", ("from", 0), ("to", 120));
            if (probe.TakenAt > now.AddMinutes(5)) yield return JudgementRefusals.InTheFuture.At("probe.takenAt");
        }
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, i) in (evidence ?? []).Select((item, i) => (item, i)))
        {
            if (string.IsNullOrWhiteSpace(item.Id) || item.Id.Length > 60) yield return JudgementRefusals.Missing.At($"evidence[{i}].id");
            else if (!ids.Add(item.Id)) yield return JudgementRefusals.Repeated.At($"evidence[{i}].id", ("value", item.Id));
            if (string.IsNullOrWhiteSpace(item.Title)) yield return JudgementRefusals.Missing.At($"evidence[{i}].title");
            if (string.IsNullOrWhiteSpace(item.Source)) yield return JudgementRefusals.Missing.At($"evidence[{i}].source");
        }
        foreach (var (item, i) in (evidence ?? []).Select((item, i) => (item, i)))
            foreach (var from in item.DerivedFrom ?? [])
                if (!ids.Contains(from)) yield return JudgementRefusals.UnknownEvidence.At($"evidence[{i}].derivedFrom", ("value", from));
        if (output is null) yield return JudgementRefusals.Missing.At("output");
        else
        {
            if (output.Gallery < 0) yield return JudgementRefusals.OutOfRange.At("output.gallery", ("from", 0), ("to", int.MaxValue));
            if (output.Candidates is null) yield return JudgementRefusals.Missing.At("output.candidates");
            foreach (var (candidate, i) in (output.Candidates ?? []).Select((candidate, i) => (candidate, i)))
            {
                if (candidate.Band is < 'A' or > 'E') yield return JudgementRefusals.NotABand.At($"output.candidates[{i}].band");
                if (string.IsNullOrWhiteSpace(candidate.Person)) yield return JudgementRefusals.Missing.At($"output.candidates[{i}].person");
            }
        }
    }

    /// <summary>The quality floor: below it nobody opens the output, whatever their rank (C3), and more candidates than allowed are not taken (C4).</summary>
    public static IEnumerable<Refusal> BelowFloor(Probe probe, FaceSearchOutput output, Protocol protocol)
    {
        if (probe.EyeDistancePixels < protocol.EyeDistancePixels)
            yield return JudgementRefusals.BelowQualityFloor.At("probe.eyeDistancePixels", ("pixels", probe.EyeDistancePixels), ("floor", protocol.EyeDistancePixels));
        if (probe.Infrared && !protocol.InfraredAllowed) yield return JudgementRefusals.InfraredImage.At("probe.infrared");
        if (output.Candidates.Count > protocol.Candidates)
            yield return JudgementRefusals.TooManyCandidates.At("output.candidates", ("n", output.Candidates.Count), ("most", protocol.Candidates));
    }

    /// <summary>
    /// Items that stand without the AI: not from it, not exposed to it, and not derived, over any number of steps, from one that is (C2).
    /// A cycle of derivations rests on nothing and does not count.
    /// </summary>
    public static IReadOnlyList<EvidenceItem> Independent(IReadOnlyList<EvidenceItem> evidence)
    {
        var byId = new Dictionary<string, EvidenceItem>(StringComparer.Ordinal);
        foreach (var item in evidence) byId.TryAdd(item.Id, item);
        return [.. evidence.Where(item => Stands(item, byId, []))];
    }

    private static bool Stands(EvidenceItem item, Dictionary<string, EvidenceItem> byId, HashSet<string> path)
    {
        if (item.FromAi || item.ExposedToAi || !path.Add(item.Id)) return false;
        var stands = (item.DerivedFrom ?? []).All(id => byId.TryGetValue(id, out var source) && Stands(source, byId, path));
        path.Remove(item.Id);
        return stands;
    }

    /// <summary>Candidate against the fixed facts. A silence of the file is said, never taken as agreement.</summary>
    public static IReadOnlyList<Comparison> Compare(FixedFacts facts, Candidate candidate, DateOnly incident, int imageYears)
    {
        var lines = new List<Comparison>();
        var file = candidate.Facts;
        foreach (var away in file?.Elsewhere ?? [])
            if (away.From <= incident && incident <= away.To)
                lines.Add(Line(Contradiction.Elsewhere, true, ("where", away.Where), ("date", incident.ToString("yyyy-MM-dd", null))));
        if (facts.HeightFromCm is { } low && facts.HeightToCm is { } high)
        {
            if (file?.HeightCm is not { } height) lines.Add(Line(Contradiction.NotOnFile, false, ("fact", "height")));
            else if (height < low || height > high) lines.Add(Line(Contradiction.HeightDiffers, true, ("height", height), ("by", height < low ? low - height : height - high)));
        }
        if (facts.AgeFrom is { } young && facts.AgeTo is { } old && file?.BornYear is { } born)
        {
            var age = incident.Year - born;
            // A year either way: only the year of birth is known.
            if (age < young - 1 || age > old + 1) lines.Add(Line(Contradiction.AgeDiffers, true, ("age", age)));
        }
        foreach (var mark in facts.Marks)
        {
            if (file?.Marks is not { } marks) lines.Add(Line(Contradiction.NotOnFile, false, ("fact", "marks")));
            else if (!marks.Contains(mark, StringComparer.OrdinalIgnoreCase)) lines.Add(Line(Contradiction.MarkAbsent, false, ("mark", mark)));
        }
        if (candidate.ImageDate is { } image && image.AddYears(imageYears) < incident) lines.Add(Line(Contradiction.ImageOld, false, ("years", Years(image, incident))));
        return lines;
    }

    public static int Years(DateOnly from, DateOnly to) => to.Year - from.Year - (to.DayOfYear < from.DayOfYear ? 1 : 0);

    private static Comparison Line(Contradiction kind, bool excludes, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var filled = new Dictionary<string, string>();
        foreach (var (name, value) in values) filled[name] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
        return new Comparison(kind, excludes, filled);
    }

    /// <summary>Own view against output. "The output suggests a lead" means a candidate in band A or B.</summary>
    public static Agreement Agree(ViewAnswer view, string? namedPerson, FaceSearchOutput output)
    {
        var strong = output.Candidates.Where(candidate => candidate.Band is 'A' or 'B').ToList();
        if (view != ViewAnswer.NamedPerson) return strong.Count > 0 ? Agreement.SuggestsALead : Agreement.Agrees;
        if (strong.Count == 0) return Agreement.SuggestsNone;
        return strong.Any(candidate => candidate.Person == namedPerson) ? Agreement.Agrees : Agreement.NamesAnother;
    }

    /// <summary>The final judgement is nearer the output than the own view was. It is allowed; it is counted, and its reason is kept.</summary>
    public static bool Moved(Agreement first, FinalAnswer final, string? finalPerson, string? namedPerson) => first switch
    {
        Agreement.SuggestsALead => final == FinalAnswer.Lead,
        Agreement.NamesAnother => final == FinalAnswer.Lead && finalPerson != namedPerson,
        Agreement.SuggestsNone => final != FinalAnswer.Lead,
        _ => false,
    };

    /// <summary>Two judgements say the same: same answer and, for a lead, the same candidate.</summary>
    public static bool Same(FinalAnswer first, string? firstPerson, FinalAnswer second, string? secondPerson) =>
        first == second && (first != FinalAnswer.Lead || firstPerson == secondPerson);
}
