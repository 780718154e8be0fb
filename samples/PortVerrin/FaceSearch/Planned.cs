using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.PortVerrin.Cast;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>How a person takes to an output. A type is never shown; it can only be inferred from what was recorded.</summary>
internal enum Manner { Careful, Anchored, Stamping }

/// <summary>What the second and third person come to.</summary>
internal enum Review { None, Agrees, DiffersKept, DiffersDropped }

/// <summary>One decision of PV-AI-007 as it will go, from opening to release.</summary>
internal sealed record Planned(string Case, DateTimeOffset OpenedAt, Person Officer, Manner Manner, Matter Matter, ViewAnswer View, Agreement Agreement, FinalAnswer Final)
{
    public DecisionId Id { get; init; }
    public Review Review { get; init; }
    public string? Title { get; init; }
    public string? Threat { get; init; }
    public Person? Second { get; init; }
    public Person? Third { get; init; }
    public bool Contested { get; init; }

    /// <summary>What came of a lead in the end.</summary>
    public CameOfIt? Came { get; init; }

    /// <summary>What the system returned, where the story says it; otherwise it is drawn.</summary>
    public IReadOnlyList<Candidate>? Returned { get; init; }

    /// <summary>How long until the own view is recorded, where the story says it.</summary>
    public TimeSpan? ViewAfter { get; init; }

    /// <summary>When that became known, where the story says it.</summary>
    public DateTimeOffset? CameAt { get; init; }

    /// <summary>A lead that the second or third person did not drop.</summary>
    public bool StaysALead => Final == FinalAnswer.Lead && Review is Review.Agrees or Review.DiffersKept;

    public bool Moved => Agreement switch
    {
        Agreement.SuggestsALead => Final == FinalAnswer.Lead,
        Agreement.NamesAnother => Final == FinalAnswer.Lead,
        Agreement.SuggestsNone => Final != FinalAnswer.Lead,
        _ => false,
    };
}
