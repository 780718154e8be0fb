using Probity.Acts.Refusals;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;
using Probity.Judgement.Views;

namespace Probity.Judgement.Judging;

/// <summary>The final, signed judgement of one person.</summary>
/// <param name="Candidate">Number on the page as this person saw it, from 1; only for a lead.</param>
/// <param name="WhyChanged">Where the answer differs from the own view: a reason that stands without the AI.</param>
public sealed record FinalJudgement(FinalAnswer? Answer, int? Candidate, Sureness? Sureness, string? WhyChanged, string? Reasons = null);

public static class JudgementRules
{
    public static IReadOnlyList<Refusal> Faults(FinalJudgement judgement, OwnView view, Protocol protocol, IReadOnlyList<EvidenceItem> evidence, int candidates)
    {
        var no = new List<Refusal>();
        if (judgement.Answer is null) no.Add(JudgementRefusals.AnswerMissing.At(nameof(judgement.Answer)));
        if (judgement.Answer == FinalAnswer.Lead)
        {
            if (judgement.Candidate is null) no.Add(JudgementRefusals.CandidateMissing.At(nameof(judgement.Candidate)));
            else if (judgement.Candidate < 1 || judgement.Candidate > candidates) no.Add(JudgementRefusals.CandidateUnknown.At(nameof(judgement.Candidate)));
            var independent = FaceSearchRules.Independent(evidence).Count;
            if (independent < protocol.IndependentEvidence)
                no.Add(JudgementRefusals.NotEnoughEvidence.At(nameof(judgement.Answer), ("n", independent), ("needed", protocol.IndependentEvidence)));
        }
        else if (judgement.Candidate is not null && judgement.Answer is not null) no.Add(JudgementRefusals.CandidateUnknown.At(nameof(judgement.Candidate)));
        if (judgement.Sureness is null) no.Add(JudgementRefusals.SurenessMissing.At(nameof(judgement.Sureness)));
        // Keeping one's view costs nothing more than changing it (C17): only a change asks for a reason, and it is as long as the first ones were.
        if (judgement.Answer is { } answer && Changed(view, answer)) no.AddRange(
            ViewRules.Length(judgement.WhyChanged) == 0
                ? [JudgementRefusals.WhyChangedMissing.At(nameof(judgement.WhyChanged))]
                : ViewRules.Reasons(judgement.WhyChanged, Math.Min(40, protocol.ReasonCharacters), nameof(judgement.WhyChanged)));
        return no;
    }

    /// <summary>The answer is another than the own view gave: "a named person" is kept by "a lead", "no one we know" by "none is a lead".</summary>
    public static bool Changed(OwnView view, FinalAnswer final) => (view.Answer, final) switch
    {
        (ViewAnswer.NamedPerson, FinalAnswer.Lead) => false,
        (ViewAnswer.NoOneKnown, FinalAnswer.NoLead) => false,
        (ViewAnswer.Insufficient, FinalAnswer.Insufficient) => false,
        _ => true,
    };
}
