using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.SignIn;

public readonly record struct FactorId(Guid Value) : ITypedId<FactorId>
{
    public static FactorId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out FactorId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

public enum FactorKind { Authenticator, CodeSheet, Passkey }

/// <summary>What a person has, beside the password they know: an authenticator's secret, or a printed sheet of codes.</summary>
public sealed class Factor : IOwned
{
    public required FactorId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required FactorKind Kind { get; init; }

    /// <summary>The authenticator's secret, sealed with the person's data key; null for a sheet.</summary>
    public required byte[]? Secret { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Set once the person has shown that they have it; before that it is good for nothing.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>The last time step whose code was taken. A step is taken once (RFC 6238 5.2).</summary>
    public long LastStep { get; set; }
}

/// <summary>One code of a printed sheet; only a keyed hash is stored.</summary>
public sealed class SheetCode : IOwned
{
    public required AgencyId Agency { get; init; }
    public required FactorId Factor { get; init; }
    public required int Number { get; init; }
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
