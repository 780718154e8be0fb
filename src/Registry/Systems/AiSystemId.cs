using Probity.Acts.Ids;

namespace Probity.Registry.Systems;

/// <summary>An AI product or model.</summary>
public readonly record struct AiSystemId(Guid Value) : ITypedId<AiSystemId>
{
    public static AiSystemId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AiSystemId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
