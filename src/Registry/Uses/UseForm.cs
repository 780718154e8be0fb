using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.People.Units;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

/// <summary>What is typed on the pages that register or edit a use; kept as typed until the rules accept it.</summary>
public sealed class UseForm
{
    public string? Name { get; set; }
    public string? NameFr { get; set; }
    public string? SystemName { get; set; }
    public string? Vendor { get; set; }
    public string? Label { get; set; }
    public PurposeCategory? Category { get; set; }
    public string? Purpose { get; set; }
    public string? NotAllowed { get; set; }
    public string? UsedBy { get; set; }
    public string? Unit { get; set; }
    public string? Owner { get; set; }
    public string? DecisionKinds { get; set; }
    public string? Affected { get; set; }
    public string? LegalBasis { get; set; }
    public RiskClass? Class { get; set; }
    public string? Errors { get; set; }
    public bool Prohibited { get; set; }
    public string? Reference { get; set; }

    /// <summary>Which page of the journey asks what, by the names of the fields.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Steps =
    [
        [nameof(Name), nameof(NameFr), nameof(SystemName), nameof(Vendor), nameof(Label), nameof(Category), nameof(Reference)],
        [nameof(Purpose), nameof(NotAllowed), nameof(UsedBy), nameof(Unit), nameof(Owner), nameof(DecisionKinds), nameof(Affected)],
        [nameof(LegalBasis), nameof(Class), nameof(Errors), nameof(Prohibited)],
    ];

    public UseFacts ToFacts() => UseFactsRules.Tidy(new UseFacts
    {
        Name = Name ?? "",
        NameFr = NameFr,
        SystemVersion = default,
        Category = Category,
        Purpose = Purpose ?? "",
        NotAllowed = NotAllowed ?? "",
        UsedBy = UsedBy ?? "",
        Unit = UnitId.TryParse(Unit, null, out var unit) ? unit : null,
        Owner = AccountId.TryParse(Owner, null, out var owner) ? owner : null,
        DecisionKinds = (DecisionKinds ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Affected = Affected ?? "",
        LegalBasis = LegalBasis ?? "",
        Class = Class ?? RiskClass.NotAssessed,
        Errors = Errors ?? "",
        Prohibited = Prohibited,
    });

    public NamedVersion ToVersion() => new(SystemName ?? "", Vendor ?? "", Label ?? "");

    public IEnumerable<Refusal> Check() => UseFactsRules.Check(ToFacts()).Concat(SystemRules.Check(ToVersion()));

    public static UseForm Of(Use use, AiSystem system, SystemVersion version) => new()
    {
        Name = use.Name,
        NameFr = use.NameFr,
        SystemName = system.Name,
        Vendor = system.Vendor,
        Label = version.Label,
        Category = use.Category,
        Purpose = use.Purpose,
        NotAllowed = use.NotAllowed,
        UsedBy = use.UsedBy,
        Unit = use.Unit?.ToString(),
        Owner = use.Owner?.ToString(),
        DecisionKinds = string.Join('\n', use.DecisionKinds),
        Affected = use.Affected,
        LegalBasis = use.LegalBasis,
        Class = use.Class == RiskClass.NotAssessed ? null : use.Class,
        Errors = use.Errors,
        Prohibited = use.Prohibited,
        Reference = use.Reference,
    };

    /// <summary>Everything as hidden fields, so that a journey keeps what was typed on its other pages.</summary>
    public IEnumerable<(string Step, string Name, string Value)> Typed()
    {
        for (var i = 0; i < Steps.Count; i++)
            foreach (var name in Steps[i])
                yield return ((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), name, typeof(UseForm).GetProperty(name)!.GetValue(this) switch
                {
                    null => "",
                    bool flag => flag ? "true" : "false",
                    var value => value.ToString()!,
                });
    }
}
