using Probity.Acts.Refusals;
using Probity.Registry.Systems;

namespace Probity.Registry.Assessments;

public static class AssessmentRules
{
    public static List<Refusal> Check(AssessmentFacts facts, DateTimeOffset now)
    {
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(facts.Title)) refusals.Add(RegistryRefusals.TitleMissing.At(nameof(facts.Title)));
        if (string.IsNullOrWhiteSpace(facts.MadeBy)) refusals.Add(RegistryRefusals.AssessorMissing.At(nameof(facts.MadeBy)));
        refusals.LimitLength(nameof(facts.Title), facts.Title, RecordedAssessment.TextLength);
        refusals.LimitLength(nameof(facts.MadeBy), facts.MadeBy, RecordedAssessment.TextLength);
        // One day of grace: somewhere on Earth it is already tomorrow.
        if (facts.MadeOn > DateOnly.FromDateTime(now.UtcDateTime).AddDays(1)) refusals.Add(RegistryRefusals.AssessedInFuture.At(nameof(facts.MadeOn)));
        if (!string.IsNullOrWhiteSpace(facts.EvidenceHash) && !SystemRules.IsSha256(facts.EvidenceHash.Trim()))
            refusals.Add(RegistryRefusals.HashMalformed.At(nameof(facts.EvidenceHash)));
        return refusals;
    }

    /// <summary>A use moves on when an assessment of the version in use exists and its result is not a no.</summary>
    public static bool Carries(AssessmentResult result) => result is not AssessmentResult.NotAcceptable;
}
