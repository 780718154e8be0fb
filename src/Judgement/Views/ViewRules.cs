using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Views;

/// <summary>How sure: five steps, never a percentage.</summary>
public enum Sureness { VeryUnsure, Unsure, InBetween, Sure, VerySure }

/// <summary>
/// The judgement an officer commits before the output opens (C1). Everything is a person's own: nothing is chosen for them.
/// </summary>
/// <param name="NamedPerson">The gallery's reference or the name, where the answer is a named person.</param>
/// <param name="Reasons">Own words; they may be read in court.</param>
/// <param name="Against">One reason against one's own view: considering the opposite is the only debiasing step with support (C6).</param>
/// <param name="SeenElsewhere">Under the open protocol: where the output was seen before.</param>
public sealed record OwnView(ViewAnswer? Answer, string? NamedPerson, string? Reasons, string? Against, Sureness? Sureness, FixedFacts Facts, string? SeenElsewhere = null);

public static class ViewRules
{
    public const int Longest = 4000;

    /// <summary>Every reason why the view cannot be recorded as it is.</summary>
    public static IReadOnlyList<Refusal> Faults(OwnView view, Protocol protocol)
    {
        var no = new List<Refusal>();
        if (view.Answer is null) no.Add(JudgementRefusals.AnswerMissing.At(nameof(view.Answer)));
        if (view.Answer == ViewAnswer.NamedPerson && string.IsNullOrWhiteSpace(view.NamedPerson)) no.Add(JudgementRefusals.NameMissing.At(nameof(view.NamedPerson)));
        if (view.Answer is not null and not ViewAnswer.NamedPerson && !string.IsNullOrWhiteSpace(view.NamedPerson)) no.Add(JudgementRefusals.NameUnwanted.At(nameof(view.NamedPerson)));
        no.AddRange(Reasons(view.Reasons, protocol.ReasonCharacters, nameof(view.Reasons)));
        if (string.IsNullOrWhiteSpace(view.Against)) no.Add(JudgementRefusals.OppositeMissing.At(nameof(view.Against)));
        else if (view.Against.Length > Longest) no.Add(JudgementRefusals.TooLong.At(nameof(view.Against), ("most", Longest)));
        if (view.Sureness is null) no.Add(JudgementRefusals.SurenessMissing.At(nameof(view.Sureness)));
        no.AddRange(Facts(view.Facts));
        return no;
    }

    /// <summary>Characters are counted without the spaces around, as a person counts them (UTF-16 units would count some letters twice).</summary>
    public static IEnumerable<Refusal> Reasons(string? text, int least, string place)
    {
        var n = Length(text);
        if (n < least) yield return JudgementRefusals.ReasonsTooShort.At(place, ("least", least), ("n", n));
        if ((text?.Length ?? 0) > Longest) yield return JudgementRefusals.TooLong.At(place, ("most", Longest));
    }

    public static int Length(string? text) => text is null ? 0 : new System.Globalization.StringInfo(text.Trim()).LengthInTextElements;

    private static IEnumerable<Refusal> Facts(FixedFacts facts)
    {
        foreach (var (value, name, from, to) in new[] { (facts.HeightFromCm, nameof(facts.HeightFromCm), 50, 260), (facts.HeightToCm, nameof(facts.HeightToCm), 50, 260), (facts.AgeFrom, nameof(facts.AgeFrom), 0, 120), (facts.AgeTo, nameof(facts.AgeTo), 0, 120) })
            if (value is { } number && (number < from || number > to)) yield return JudgementRefusals.OutOfRange.At(name, ("from", from), ("to", to));
        if (facts.HeightFromCm is null != facts.HeightToCm is null) yield return JudgementRefusals.Missing.At(facts.HeightFromCm is null ? nameof(facts.HeightFromCm) : nameof(facts.HeightToCm));
        if (facts.AgeFrom is null != facts.AgeTo is null) yield return JudgementRefusals.Missing.At(facts.AgeFrom is null ? nameof(facts.AgeFrom) : nameof(facts.AgeTo));
        if (facts.HeightFromCm > facts.HeightToCm) yield return JudgementRefusals.RangeReversed.At(nameof(facts.HeightFromCm));
        if (facts.AgeFrom > facts.AgeTo) yield return JudgementRefusals.RangeReversed.At(nameof(facts.AgeFrom));
        if (facts.Marks.Count > 10 || facts.Marks.Any(mark => mark.Length > 100)) yield return JudgementRefusals.TooLong.At(nameof(facts.Marks), ("most", 100));
    }
}
