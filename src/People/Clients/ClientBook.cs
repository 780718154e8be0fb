using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Access;

namespace Probity.People.Clients;

/// <summary>A connected system that may knock, with everything a request needs made beforehand.</summary>
public sealed class KnownClient : IDisposable
{
    private const long WriteEvery = 3_600_000;
    private readonly byte[] _keyHash;
    private readonly TokenBucketRateLimiter _rate;
    private long _written;

    internal KnownClient(AgencyId agency, ServiceClientId id, IReadOnlyList<Right> scopes, byte[] keyHash, DateTimeOffset? usedAt, int perSecond)
    {
        _rate = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * perSecond,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = TimeSpan.FromSeconds(perSecond < 10 ? 1.0 / perSecond : 0.1),
            QueueLimit = 0,
        });
        Actor = new Actor(agency, ActorKind.Client, id.Value);
        Scopes = scopes.ToFrozenSet();
        _keyHash = keyHash;
        _written = usedAt?.ToUnixTimeMilliseconds() ?? 0;
        var principal = RightClaims.Principal(ClientHandler.SchemeName, id.Value, Scopes);
        Result = AuthenticateResult.Success(new AuthenticationTicket(principal, ClientHandler.SchemeName));
    }

    public Actor Actor { get; }
    public FrozenSet<Right> Scopes { get; }
    internal AuthenticateResult Result { get; }

    internal bool Admit()
    {
        using var lease = _rate.AttemptAcquire();
        return lease.IsAcquired;
    }

    public void Dispose() => _rate.Dispose();

    internal bool Knows(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(secret, hash);
        return CryptographicOperations.FixedTimeEquals(hash, _keyHash);
    }

    /// <summary>True about once an hour: then the database is told.</summary>
    internal bool Used(DateTimeOffset now)
    {
        var ms = now.ToUnixTimeMilliseconds();
        var written = Volatile.Read(ref _written);
        return ms - written >= WriteEvery && Interlocked.CompareExchange(ref _written, ms, written) == written;
    }
}

/// <summary>
/// Every connected system that is not revoked, in memory: tens, not thousands. One of the few readers across agencies, since the key is what says which
/// agency asks. A revocation is visible to the next request.
/// </summary>
public sealed class ClientBook(Reads reads, UnitOfWork changes, TimeProvider clock, PeopleOptions options) : IDisposable
{
    private static readonly Statement Select = new("SELECT agency, id, scopes, key_hash, used_at FROM people_service_client WHERE revoked_at IS NULL");
    private static readonly Statement Touch = new("UPDATE people_service_client SET used_at = @p2 WHERE agency = @p0 AND id = @p1");

    private readonly Lock _loading = new();
    private volatile FrozenDictionary<Guid, KnownClient>? _all;

    /// <summary>The system whose key this is, or null: nothing tells a wrong key from a revoked one.</summary>
    public KnownClient? Find(ReadOnlySpan<char> key)
    {
        Span<byte> secret = stackalloc byte[32];
        if (!ClientKey.TryRead(key, out var id, secret)) return null;
        if (!(_all ?? Load()).TryGetValue(id, out var client) || !client.Knows(secret)) return null;
        var now = clock.GetUtcNow();
        if (client.Used(now))
            _ = changes.Commit<Done>(Actor.Installation(client.Actor.Agency), work =>
            {
                work.Execute(Touch, client.Actor.Agency, id, now);
                return Done.It;
            });
        return client;
    }

    /// <summary>False while the system asks more often than it may.</summary>
    public bool Admit(Actor client) => _all is not { } all || !all.TryGetValue(client.Id, out var known) || known.Admit();

    /// <summary>What the system may do; one that is unknown, revoked or of another agency may do nothing.</summary>
    public bool May(Actor client, Right right) => (_all ?? Load()).TryGetValue(client.Id, out var known) && known.Actor == client && known.Scopes.Contains(right);

    /// <summary>Called by the writer after a commit that touched a client.</summary>
    internal void Forget()
    {
        lock (_loading) _all = null;
    }

    internal const string Memory = "clients";

    internal Remembered Remembered => new(Memory, _ => Forget(), Forget);

    public void Dispose()
    {
        foreach (var client in _all?.Values ?? []) client.Dispose();
    }

    private FrozenDictionary<Guid, KnownClient> Load()
    {
        // Under the lock, so that a change committed between reading and keeping is forgotten after it was kept, never before.
        lock (_loading)
        {
            if (_all is { } known) return known;
            using var read = reads.Rent();
            return _all = read.Query(Select, row => (Id: row.Guid(1), Client: new KnownClient(row.Id<AgencyId>(0), row.Id<ServiceClientId>(1),
                System.Text.Json.JsonSerializer.Deserialize<Right[]>(row.Text(2), HouseJson.Options)!, row.Bytes(3), row.MomentOrNull(4), options.ClientRequestsPerSecond))).ToFrozenDictionary(pair => pair.Id, pair => pair.Client);
        }
    }
}
