using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.SignIn;

public readonly record struct SignInLinkId(Guid Value) : ITypedId<SignInLinkId>
{
    public static SignInLinkId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out SignInLinkId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>A link that signs in once. Only a hash of its secret is stored.</summary>
public sealed class SignInLink : IOwned
{
    public required SignInLinkId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required byte[] SecretHash { get; init; }
    public required AccountId? MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Made for a sample installation: signs in by itself.</summary>
    public required bool Sample { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
