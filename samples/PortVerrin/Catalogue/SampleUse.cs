using Probity.Acts.Ids;
using Probity.PortVerrin.Cast;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.PortVerrin.Catalogue;

/// <summary>One of the 23 uses, as the register says it.</summary>
internal sealed record SampleUse(int Number, string Name, string NameFr, PurposeCategory Category, SampleSystem System, RiskClass Class, Person? Owner)
{
    public string Reference => FormattableString.Invariant($"PV-AI-{Number:000}");
    public UseId Id => new(TypedId.Named("port-verrin/use/" + Reference));
    public string? Version { get; init; }
    public string? Unit { get; init; }
    public required string UsedBy { get; init; }
    public required string Purpose { get; init; }
    public string NotAllowed { get; init; } = "";
    public string Affected { get; init; } = "";
    public string LegalBasis { get; init; } = "MR-PDA s. 44(1)";
    public string Errors { get; init; } = "";
    public IReadOnlyList<string> Kinds { get; init; } = [];
    public bool Prohibited { get; init; }

    public SystemVersionId SystemVersion => System.Version(Version);

    public UseFacts Facts => new()
    {
        Name = Name,
        NameFr = NameFr,
        SystemVersion = SystemVersion,
        Purpose = Purpose,
        NotAllowed = NotAllowed,
        UsedBy = UsedBy,
        Unit = Unit is null ? null : Units.Id(Unit),
        Owner = Owner?.Id,
        Category = Category,
        DecisionKinds = Kinds,
        Affected = Affected,
        LegalBasis = LegalBasis,
        Class = Class,
        Errors = Errors,
        Prohibited = Prohibited,
    };
}
