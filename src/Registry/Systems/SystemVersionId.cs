using Probity.Acts.Ids;

namespace Probity.Registry.Systems;

/// <summary>One version of a system; a use is authorised for exactly one.</summary>
public readonly record struct SystemVersionId(Guid Value) : ITypedId<SystemVersionId>
{
    public static SystemVersionId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out SystemVersionId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
