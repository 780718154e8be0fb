using Probity.Acts.Ids;

namespace Probity.Registry.Authorisations;

/// <summary>A time-limited permission for a use, from its preparation on.</summary>
public readonly record struct AuthorisationId(Guid Value) : ITypedId<AuthorisationId>
{
    public static AuthorisationId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AuthorisationId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}
