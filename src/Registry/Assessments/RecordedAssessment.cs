using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Assessments;

public enum AssessmentResult { Acceptable, AcceptableWithConditions, NotAcceptable }

/// <summary>An assessment made elsewhere (on paper, in another tool) and recorded here with what identifies it. It speaks of one version.</summary>
public sealed class RecordedAssessment : IOwned
{
    public const int TextLength = 300;

    private RecordedAssessment() { }

    public AssessmentId Id { get; private init; }
    public AgencyId Agency { get; private init; }
    public UseId Use { get; private init; }
    public SystemVersionId SystemVersion { get; private init; }
    public string Title { get; private init; } = "";
    public DateOnly MadeOn { get; private init; }

    /// <summary>Who assessed, as the document says it.</summary>
    public string MadeBy { get; private init; } = "";
    public AssessmentResult Result { get; private init; }

    /// <summary>SHA-256 of the document, lower-case hexadecimal.</summary>
    public string? EvidenceHash { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    internal static RecordedAssessment Of(AssessmentId id, Use use, AssessmentFacts facts, DateTimeOffset now) => new()
    {
        Id = id,
        Agency = use.Agency,
        Use = use.Id,
        SystemVersion = use.SystemVersion,
        Title = facts.Title.Trim(),
        MadeOn = facts.MadeOn,
        MadeBy = facts.MadeBy.Trim(),
        Result = facts.Result,
        EvidenceHash = string.IsNullOrWhiteSpace(facts.EvidenceHash) ? null : facts.EvidenceHash.Trim().ToLowerInvariant(),
        RecordedAt = now,
    };
}

/// <summary>What a person says about an assessment.</summary>
public sealed record AssessmentFacts(string Title, DateOnly MadeOn, string MadeBy, AssessmentResult Result, string? EvidenceHash = null);
