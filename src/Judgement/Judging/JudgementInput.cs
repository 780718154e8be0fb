using System.Globalization;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Views;

namespace Probity.Judgement.Judging;

/// <summary>The final judgement as it is chosen and typed.</summary>
public sealed class JudgementInput
{
    public string? Answer { get; set; }
    public string? Candidate { get; set; }
    public string? Sureness { get; set; }
    public string? WhyChanged { get; set; }

    /// <summary>A number that is none of the page's stays a number, so that the rules refuse it.</summary>
    public FinalJudgement Read() => new(
        ViewInput.Word<FinalAnswer>(Answer),
        string.IsNullOrEmpty(Candidate) ? null : int.TryParse(Candidate, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        ViewInput.Word<Sureness>(Sureness),
        WhyChanged);
}
