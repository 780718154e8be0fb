using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.People.SignIn;

namespace Probity.People.Sessions;

public readonly record struct AccountSessionId(Guid Value) : ITypedId<AccountSessionId>
{
    public static AccountSessionId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AccountSessionId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

public enum Stage
{
    /// <summary>The first step is done; the second factor is outstanding. Opens nothing.</summary>
    SecondFactor,
    /// <summary>A new person who must set a password and a second factor before anything else. Opens nothing else.</summary>
    SetUp,
    Full,
}

public enum FirstStep { Password, Link, SampleLink, Passkey }

/// <summary>One sign-in on one device. Kept on the server, so ending it is immediate; the cookie holds a random secret of which only a hash is stored.</summary>
public sealed class AccountSession : IOwned
{
    public required AccountSessionId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required byte[] SecretHash { get; init; }
    public required Stage Stage { get; init; }
    public required FirstStep FirstStep { get; init; }
    public required FactorKind? SecondStep { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When its person last proved who they are, in this session or the one that it took the place of.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>Within a minute or so: it is not written on every request.</summary>
    public required DateTimeOffset SeenAt { get; set; }
    public required DateTimeOffset EndsAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
    public AccountId? EndedBy { get; set; }
    public string? EndedWhy { get; set; }
    public required string Address { get; init; }
    public required string Device { get; init; }

    /// <summary>SHA-256 of the random mark that this browser carries: tells that two sessions share a browser, and nothing about it.</summary>
    public required byte[] DeviceMark { get; init; }
}
