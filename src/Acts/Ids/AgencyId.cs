namespace Probity.Acts.Ids;

/// <summary>One agency. Every row belongs to one.</summary>
public readonly record struct AgencyId(Guid Value) : ITypedId<AgencyId>
{
    public static AgencyId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AgencyId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
