using Probity.Acts.Ids;

namespace Probity.Registry.Uses;

/// <summary>One purpose for which a unit uses a system.</summary>
public readonly record struct UseId(Guid Value) : ITypedId<UseId>
{
    public static UseId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out UseId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
