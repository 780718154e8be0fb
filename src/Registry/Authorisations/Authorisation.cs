using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

public enum AuthorisationState
{
    /// <summary>Waits for a leader.</summary>
    Prepared,
    Granted,
    /// <summary>A leader sent it back without granting it.</summary>
    Returned,
    /// <summary>A later one took its place.</summary>
    Replaced,
    /// <summary>What was approved was edited.</summary>
    Void,
    Withdrawn,
}

/// <summary>
/// A leader's time-limited permission for exactly one content. Several follow each other over time and all are kept.
/// That it has lapsed is computed from its end when read.
/// </summary>
public sealed class Authorisation : IOwned
{
    private Authorisation() { }

    public AuthorisationId Id { get; private init; }
    public AgencyId Agency { get; private init; }
    public UseId Use { get; private init; }
    public AuthorisationState State { get; private set; }

    /// <summary>The approved content as canonical JSON (RFC 8785), and its SHA-256 in lower-case hexadecimal.</summary>
    public string Content { get; private init; } = "";
    public string ContentHash { get; private init; } = "";
    public List<Condition> Conditions { get; private init; } = [];

    /// <summary>When it begins; null in a preparation that begins with the grant.</summary>
    public DateTimeOffset? FromAt { get; private set; }

    /// <summary>The first moment at which it no longer holds.</summary>
    public DateTimeOffset UntilAt { get; private init; }
    public Guid PreparedBy { get; private init; }
    public DateTimeOffset PreparedAt { get; private init; }
    public AccountId? GrantedBy { get; private set; }

    /// <summary>Rank and name as they stood when it was granted.</summary>
    public string? GrantedByName { get; private set; }
    public DateTimeOffset? GrantedAt { get; private set; }

    /// <summary>When it was returned, replaced, made void or withdrawn, and by whom.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
    public Guid? ClosedBy { get; private set; }

    internal static Authorisation Prepare(AuthorisationId id, Use use, AuthorisedContent content, Guid by, DateTimeOffset now)
    {
        var (text, hash) = content.Seal();
        return new Authorisation
        {
            Id = id,
            Agency = use.Agency,
            Use = use.Id,
            State = AuthorisationState.Prepared,
            Content = text,
            ContentHash = hash,
            Conditions = [.. content.Conditions],
            FromAt = content.From,
            UntilAt = content.Until,
            PreparedBy = by,
            PreparedAt = now,
        };
    }

    internal void Grant(AccountId by, string name, DateTimeOffset now) =>
        (State, GrantedBy, GrantedByName, GrantedAt, FromAt) = (AuthorisationState.Granted, by, name, now, FromAt ?? now);

    internal void Close(AuthorisationState state, Guid by, DateTimeOffset now) => (State, ClosedBy, ClosedAt) = (state, by, now);
}
