using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;

namespace Probity.People.Units;

/// <summary>One unit of an agency.</summary>
public readonly record struct UnitId(Guid Value) : ITypedId<UnitId>
{
    public static UnitId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out UnitId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>A part of the agency as people call it: "Serious Crime, unit 4". No tree: nothing in the record depends on one.</summary>
public sealed class Unit : IOwned, IVersioned, IFindable
{
    Subject IFindable.Subject => Subject.Of(SubjectKind, Id);
    string IFindable.FoundBy => Name;

    public const string SubjectKind = "unit";
    public const int NameLimit = 120;

    public required UnitId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required string Name { get; set; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Who leads it: sees what its people owe and is told what is late.</summary>
    public AccountId? Leader { get; set; }
    public long Version { get; set; } = 1;

    /// <summary>How a list sorts and finds it.</summary>
    public string NameSort { get => SearchWords.Fold(Name); private set { } }
}
