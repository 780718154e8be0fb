using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations.Keeping;

/// <summary>What somebody recorded about a condition.</summary>
public readonly record struct ConditionRecordId(Guid Value) : ITypedId<ConditionRecordId>
{
    public static ConditionRecordId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out ConditionRecordId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

public enum ConditionResult { Met, InPart, Late, Breached }

/// <summary>On a day a condition was met, or was not, and what shows it. Several follow each other and all are kept; how it stands is computed when read.</summary>
public sealed class ConditionRecord : IOwned
{
    public required ConditionRecordId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required UseId Use { get; init; }
    public required AuthorisationId Authorisation { get; init; }

    /// <summary>The id of the condition within the authorisation.</summary>
    public required string Condition { get; init; }
    public required ConditionResult Result { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>In the keeper's words: the report, the audit, the complaint that shows it.</summary>
    public required string Evidence { get; init; }
    public required Guid RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
