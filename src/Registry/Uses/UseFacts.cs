using Probity.Acts.Ids;
using Probity.People.Units;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

/// <summary>What people say about a use. Everything here can be edited; what was authorised of it re-opens the authorisation when it is.</summary>
public sealed record UseFacts
{
    public required string Name { get; init; }
    public string? NameFr { get; init; }
    public required SystemVersionId SystemVersion { get; init; }
    public string Purpose { get; init; } = "";
    public string NotAllowed { get; init; } = "";

    /// <summary>Who uses it, in words, where no unit of the agency says it ("two detectives", "all stations").</summary>
    public string UsedBy { get; init; } = "";
    public UnitId? Unit { get; init; }
    public AccountId? Owner { get; init; }
    public PurposeCategory? Category { get; init; }

    /// <summary>Which kinds of decision it may weigh on, by their stable names ("face-search-lead").</summary>
    public IReadOnlyList<string> DecisionKinds { get; init; } = [];
    public string Affected { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public RiskClass Class { get; init; }

    /// <summary>How often it is wrong, with counts and where they come from.</summary>
    public string Errors { get; init; } = "";

    /// <summary>A law forbids this use; nobody can authorise it.</summary>
    public bool Prohibited { get; init; }
}
