using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.SignIn.Passkeys;

public readonly record struct PasskeyId(Guid Value) : ITypedId<PasskeyId>
{
    public static PasskeyId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out PasskeyId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>The public half of a key pair whose other half never leaves the person's device.</summary>
public sealed class Passkey : IOwned
{
    public required PasskeyId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }

    /// <summary>The name that the device gave the key.</summary>
    public required byte[] Credential { get; init; }

    /// <summary>As the device sent it (COSE_Key, RFC 9052 7).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>The device's own count of signatures; always 0 where it keeps none.</summary>
    public required long SignCount { get; set; }

    /// <summary>Browser and system in which it was added, so that its person knows it again.</summary>
    public required string Device { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
}
