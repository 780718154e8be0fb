using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Registry.Uses;

namespace Probity.Judgement.Decisions;

/// <summary>A decision as lists and counts see it. What was said in it stands in its acts, sealed under the key of the case.</summary>
public sealed class Decision : IOwned, IVersioned
{
    public required DecisionId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required UseId UseId { get; init; }
    public required string UseReference { get; init; }
    public required string Kind { get; init; }
    public required ProtocolMode Mode { get; init; }
    public required DecisionState State { get; init; }
    public required string CaseNumber { get; init; }

    /// <summary>The one action that a receipt will permit.</summary>
    public required string Action { get; init; }

    /// <summary>Who may use the receipt: the name of a connected system or unit.</summary>
    public required string Receiver { get; init; }
    public AccountId? Officer { get; init; }
    public AccountId? Second { get; init; }
    public AccountId? Third { get; init; }

    /// <summary>Who settles a contest: drawn like a second person, and no judge of the sealed output.</summary>
    public AccountId? Settler { get; init; }

    /// <summary>When the whole file was opened to that person.</summary>
    public DateTimeOffset? SettlerReadAt { get; init; }
    public required Guid OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>"sha256:" and 64 hexadecimal digits over the canonical JSON of the output.</summary>
    public required string OutputHash { get; init; }
    public ViewAnswer? ViewAnswer { get; init; }
    public Agreement? Agreement { get; init; }
    public FinalAnswer? OfficerAnswer { get; init; }

    /// <summary>The officer's judgement is nearer the output than the own view was; null until judged.</summary>
    public bool? Moved { get; init; }
    public FinalAnswer? FinalAnswer { get; init; }

    /// <summary>What came of it by the newest record; the records themselves are kept apart and none is changed.</summary>
    public CameOfIt? Came { get; init; }
    public long Version { get; set; }

    public DecisionState StateAt(DateTimeOffset now) => now >= ExpiresAt && DecisionRules.StillMoves(State) ? DecisionState.Expired : State;
}

/// <summary>A step that was taken, with the act that says it.</summary>
public sealed class DecisionStep : IOwned
{
    public required DecisionId Decision { get; init; }
    public required StepName Name { get; init; }
    public required AgencyId Agency { get; init; }
    public AccountId? Person { get; init; }
    public required DateTimeOffset At { get; init; }
    public required JournalId Act { get; init; }
    public required byte[] Commitment { get; init; }
}
