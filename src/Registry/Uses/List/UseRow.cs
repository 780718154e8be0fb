using Probity.Acts.Ids;
using Probity.People.Units;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;

namespace Probity.Registry.Uses.List;

/// <summary>A use as lists, downloads and the interface show it.</summary>
public sealed record UseRow
{
    public required UseId Id { get; init; }
    public required string Reference { get; init; }
    public required string Name { get; init; }
    public string? NameFr { get; init; }
    public required UseState State { get; init; }
    public required DateTimeOffset StateSince { get; init; }
    public required RiskClass Class { get; init; }
    public PurposeCategory? Category { get; init; }
    public required string Purpose { get; init; }
    public required string NotAllowed { get; init; }
    public required string UsedBy { get; init; }
    public UnitId? Unit { get; init; }
    public AccountId? Owner { get; init; }
    public required IReadOnlyList<string> DecisionKinds { get; init; }
    public required string Affected { get; init; }
    public required string LegalBasis { get; init; }
    public required string Errors { get; init; }
    public bool Prohibited { get; init; }
    public required string SystemName { get; init; }
    public required string Vendor { get; init; }
    public required string VersionLabel { get; init; }
    public DateTimeOffset? AuthorisedFrom { get; init; }
    public DateTimeOffset? AuthorisedUntil { get; init; }
    public string? FoundBy { get; init; }
    public DateTimeOffset? FoundAt { get; init; }
    public DateTimeOffset? FoundDueAt { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required string NameSort { get; init; }

    /// <summary>The name in the reader's language where the agency gave one.</summary>
    public string NameIn(string language) => language == "fr" && NameFr is { Length: > 0 } french ? french : Name;

    public Standing StandingAt(DateTimeOffset now) => Standings.Of(State, AuthorisedUntil, FoundDueAt, now);
}

/// <summary>What a reader is told: the state, and what time has made of it. Never stored.</summary>
public enum Standing { Idea, FoundInUse, FoundOverdue, Paused, Assessed, Authorised, InOperation, Lapsed, Suspended, Ended, Refused }

public static class Standings
{
    public static Standing Of(UseState state, DateTimeOffset? authorisedUntil, DateTimeOffset? foundDueAt, DateTimeOffset now) => state switch
    {
        UseState.FoundInUse or UseState.Assessed when FoundRules.Overdue(foundDueAt, now) => Standing.FoundOverdue,
        UseState.FoundInUse => Standing.FoundInUse,
        UseState.Authorised or UseState.InOperation when authorisedUntil is { } until && until <= now => Standing.Lapsed,
        UseState.Idea => Standing.Idea,
        UseState.Paused => Standing.Paused,
        UseState.Assessed => Standing.Assessed,
        UseState.Authorised => Standing.Authorised,
        UseState.InOperation => Standing.InOperation,
        UseState.Suspended => Standing.Suspended,
        UseState.Ended => Standing.Ended,
        _ => Standing.Refused,
    };
}
