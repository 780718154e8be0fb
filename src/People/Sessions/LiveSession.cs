using Probity.Acts;
using Probity.Acts.Ids;

namespace Probity.People.Sessions;

/// <summary>A session that lives, as this process knows it.</summary>
public sealed class LiveSession
{
    private const long WriteEvery = 60_000;
    private long _seen, _written;

    internal LiveSession(AccountSession row)
    {
        (Id, Agency, Account, Stage, FirstStep, ConfirmedAt, EndsAt, SecretHash) = (row.Id, row.Agency, row.Account, row.Stage, row.FirstStep, row.ConfirmedAt, row.EndsAt, row.SecretHash);
        _seen = _written = row.SeenAt.ToUnixTimeMilliseconds();
    }

    public AccountSessionId Id { get; }
    public AgencyId Agency { get; }
    public AccountId Account { get; }
    public Stage Stage { get; }
    public FirstStep FirstStep { get; }
    public DateTimeOffset ConfirmedAt { get; }
    public DateTimeOffset EndsAt { get; }
    internal byte[] SecretHash { get; }
    public Actor Actor => Actor.Person(Agency, Account);
    public DateTimeOffset SeenAt => DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref _seen));

    /// <summary>True about once a minute: then the database is told too.</summary>
    internal bool Seen(DateTimeOffset now)
    {
        var ms = now.ToUnixTimeMilliseconds();
        Volatile.Write(ref _seen, ms);
        var written = Volatile.Read(ref _written);
        return ms - written >= WriteEvery && Interlocked.CompareExchange(ref _written, ms, written) == written;
    }
}
