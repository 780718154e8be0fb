using Probity.Acts.Ids;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Decisions;

/// <summary>A decision as the rules see it: where it is, whose it is, and what was answered so far.</summary>
public sealed record DecisionFacts
{
    public required DecisionId Id { get; init; }
    public required DecisionState State { get; init; }
    public required ProtocolMode Mode { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public AccountId? Officer { get; init; }
    public AccountId? Second { get; init; }
    public AccountId? Third { get; init; }
    public AccountId? Settler { get; init; }
    public DateTimeOffset? SettlerReadAt { get; init; }
    public required IReadOnlySet<StepName> Steps { get; init; }

    /// <summary>Expiry is computed when read: a decision on which nothing final was recorded in time has lapsed.</summary>
    public DecisionState StateAt(DateTimeOffset now) => now >= ExpiresAt && DecisionRules.StillMoves(State) ? DecisionState.Expired : State;
}
