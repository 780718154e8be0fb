using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Access;
using Probity.People.SignIn;

namespace Probity.People.Sessions;

/// <summary>
/// The sessions. Looked up once and then kept in memory until somebody ends them; ending removes them before the act is answered, so it is immediate.
/// The cookie is agency (16 bytes), session (16) and secret (32), so that a lookup stays inside the agency.
/// </summary>
public sealed class SignedIn(Reads reads, UnitOfWork changes, TimeProvider clock, PeopleOptions options)
{
    private const int SecretBytes = 32, TokenBytes = 16 + 16 + SecretBytes, MostKept = 20_000;

    private static readonly Statement Touch = new("UPDATE people_account_session SET seen_at = @p2 WHERE agency = @p0 AND id = @p1 AND ended_at IS NULL");

    private static readonly Statement OnDevice = new("""
        SELECT count(*) FROM people_account_session mine JOIN people_account_session other ON other.agency = mine.agency AND other.device_mark = mine.device_mark
        WHERE mine.agency = @p0 AND mine.id = @p1 AND other.account = @p2 AND other.stage = 'Full'
          AND CASE WHEN other.ended_at IS NULL THEN other.ends_at > @p3 AND other.seen_at > @p4 ELSE other.ended_at > @p3 END
        """);

    private readonly ConcurrentDictionary<AccountSessionId, LiveSession> _live = new();
    private readonly Lock _loading = new();

    private bool Lives(LiveSession session) => SessionRules.Lives(session.SeenAt, session.EndsAt, clock.GetUtcNow(), Idle);

    private TimeSpan Idle => TimeSpan.FromMinutes(options.IdleMinutes);

    /// <summary>The living session behind a cookie, or null. Nothing tells a wrong cookie from an ended session.</summary>
    public LiveSession? Find(string? token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        if (!TokenText.TryRead(token, bytes)) return null;
        var agency = new AgencyId(TypedId.FromBytes(bytes[..16]));
        var id = new AccountSessionId(TypedId.FromBytes(bytes[16..32]));
        if (!_live.TryGetValue(id, out var session)) session = Load(agency, id);
        // The person may have been active at another server meanwhile.
        else if (!Lives(session))
        {
            Forget(id);
            session = Load(agency, id);
        }
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[32..], hash);
        if (session is null || session.Agency != agency || !CryptographicOperations.FixedTimeEquals(hash, session.SecretHash)) return null;
        if (!Lives(session)) return null;
        var now = clock.GetUtcNow();
        if (session.Seen(now))
            _ = changes.Commit<Done>(Actor.Installation(agency), work =>
            {
                work.Execute(Touch, agency, id, now);
                return Done.It;
            });
        return session;
    }

    /// <summary>Living sessions of one account, newest first.</summary>
    public IReadOnlyList<AccountSession> Of(AgencyId agency, AccountId account)
    {
        using var db = reads.Open(agency);
        var now = clock.GetUtcNow();
        return [.. db.Set<AccountSession>().Where(row => row.Account == account && row.EndedAt == null && row.Stage == Stage.Full).ToList()
            .Where(row => SessionRules.Lives(_live.TryGetValue(row.Id, out var live) ? live.SeenAt : row.SeenAt, row.EndsAt, now, Idle))
            .OrderByDescending(row => row.MadeAt)];
    }

    /// <summary>Whether one of these accounts was signed in on the browser of this session: its session still lived after the given moment.</summary>
    public bool AnyOnDeviceOf(Session reading, AgencyId agency, AccountSessionId session, IReadOnlyCollection<AccountId> accounts, DateTimeOffset after) =>
        // A session is written as seen about once a minute.
        accounts.Any(account => reading.Number(OnDevice, agency, session, account, after, after - Idle - TimeSpan.FromMinutes(2)) > 0);

    /// <summary>Whether its person proved just now who they are.</summary>
    public bool IsFresh(LiveSession session) => SessionRules.IsFresh(session.FirstStep, session.ConfirmedAt, clock.GetUtcNow());

    /// <summary>Opens a session inside a change and gives the cookie's value, which is shown to nobody again.</summary>
    /// <param name="confirmed">The session that this one takes the place of, under a new id and a new secret. It began no later and ends no later for that.</param>
    internal string OpenIn(Work work, AccountId account, Stage stage, FirstStep first, FactorKind? second, Origin origin, AccountSession? confirmed = null)
    {
        var id = new AccountSessionId(Guid.CreateVersion7(work.Now));
        var token = new byte[TokenBytes];
        TypedId.Bytes(work.Actor.Agency.Value).CopyTo(token, 0);
        TypedId.Bytes(id.Value).CopyTo(token, 16);
        RandomNumberGenerator.Fill(token.AsSpan(32));
        work.Db.Add(new AccountSession
        {
            Id = id,
            Agency = work.Actor.Agency,
            Account = account,
            SecretHash = SHA256.HashData(token.AsSpan(32)),
            Stage = stage,
            FirstStep = first,
            SecondStep = second,
            MadeAt = confirmed?.MadeAt ?? work.Now,
            ConfirmedAt = work.Now,
            SeenAt = work.Now,
            // Half a sign-in is not kept for long.
            EndsAt = confirmed?.EndsAt ?? work.Now + (stage == Stage.Full ? TimeSpan.FromHours(options.SessionHours) : TimeSpan.FromMinutes(options.IdleMinutes)),
            Address = origin.Address,
            Device = origin.Device,
            DeviceMark = origin.DeviceMark,
        });
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Ends one session inside a change; false where it does not live.</summary>
    internal bool EndIn(Work work, AccountSessionId id, AccountId? by, string why)
    {
        var row = work.Db.Set<AccountSession>().SingleOrDefault(session => session.Id == id && session.EndedAt == null);
        if (row is null) return false;
        End(work, row, by, why);
        return true;
    }

    /// <summary>The person proved again who they are: a new session goes on where this one was. Null where it does not live.</summary>
    internal string? RenewIn(Work work, AccountSessionId id, Origin origin)
    {
        var row = work.Db.Set<AccountSession>().SingleOrDefault(session => session.Id == id && session.EndedAt == null);
        if (row is null) return null;
        End(work, row, row.Account, "confirmed");
        return OpenIn(work, row.Account, row.Stage, row.FirstStep, row.SecondStep, origin, row);
    }

    internal int EndAllIn(Work work, AccountId account, AccountSessionId? keep, AccountId? by, string why)
    {
        var rows = work.Db.Set<AccountSession>().Where(session => session.Account == account && session.EndedAt == null).ToList();
        rows.RemoveAll(session => session.Id == keep);
        foreach (var row in rows) End(work, row, by, why);
        return rows.Count;
    }

    private void End(Work work, AccountSession row, AccountId? by, string why)
    {
        (row.EndedAt, row.EndedBy, row.EndedWhy) = (work.Now, by, why);
        work.Forgets(Memory, row.Id.ToString(), () => Forget(row.Id));
    }

    private const string Memory = "sessions";

    internal Remembered Remembered => new(Memory, key => Forget(AccountSessionId.From(Guid.Parse(key))), () =>
    {
        lock (_loading) _live.Clear();
    });

    private void Forget(AccountSessionId id)
    {
        lock (_loading) _live.TryRemove(id, out _);
    }

    private LiveSession? Load(AgencyId agency, AccountSessionId id)
    {
        // Under the lock, so that a session which ends between reading and keeping is removed after it was kept, never before.
        lock (_loading)
        {
            if (_live.TryGetValue(id, out var known)) return known;
            using var db = reads.Open(agency);
            var row = db.Set<AccountSession>().SingleOrDefault(session => session.Id == id && session.EndedAt == null);
            if (row is null) return null;
            if (_live.Count >= MostKept) _live.Clear();
            return _live[id] = new LiveSession(row);
        }
    }
}
