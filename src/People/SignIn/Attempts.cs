using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.People.SignIn;

/// <summary>
/// Wrong answers per name of an agency, whether or not an account has it: in the database, so that neither a restart nor a second server forgets them, and
/// under a keyed hash, so that a password typed into the wrong field is not kept. Only a wrong answer writes. Attempts per address prefix are counted in memory.
/// </summary>
public sealed class Attempts(TimeProvider clock, PeopleOptions options, Reads reads, UnitOfWork changes, MasterKey master) : IDisposable
{
    private static readonly Statement NotBefore = new("SELECT not_before FROM people_sign_in_trouble WHERE agency = @p0 AND name = @p1");
    private static readonly Statement Before = new("SELECT failures FROM people_sign_in_trouble WHERE agency = @p0 AND name = @p1 AND last_at >= @p2");
    private static readonly Statement Write = new("""
        INSERT INTO people_sign_in_trouble(agency, name, failures, last_at, not_before) VALUES (@p0, @p1, @p2, @p3, @p4)
        ON CONFLICT(agency, name) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, not_before = excluded.not_before
        """);
    private static readonly Statement Past = new("DELETE FROM people_sign_in_trouble WHERE agency = @p0 AND last_at < @p1");
    private static readonly Statement Over = new("DELETE FROM people_sign_in_trouble WHERE agency = @p0 AND name = @p1");

    private readonly byte[] _names = master.Derive("probity sign-in names v1");

    private readonly PartitionedRateLimiter<string> _prefixes = PartitionedRateLimiter.Create<string, string>(prefix =>
        RateLimitPartition.GetTokenBucketLimiter(prefix, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.SignInBurst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            QueueLimit = 0,
        }), StringComparer.Ordinal);

    /// <summary>A refusal if this name or this network must wait, otherwise null and the attempt counts.</summary>
    /// <param name="agency">Null where the name belongs to no agency; then only the network is held back.</param>
    public Refusal? Admit(AgencyId? agency, string name, string prefix)
    {
        if (agency is { } known)
        {
            using var read = reads.Rent();
            var left = DateTimeOffset.FromUnixTimeMilliseconds(read.Number(NotBefore, known, Key(name))) - clock.GetUtcNow();
            if (left > TimeSpan.Zero) return PeopleRefusals.TooOften.With(("seconds", (int)Math.Ceiling(left.TotalSeconds)));
        }
        return Admit(prefix);
    }

    public Refusal? Admit(string prefix)
    {
        using var lease = _prefixes.AttemptAcquire(prefix);
        return lease.IsAcquired ? null : PeopleRefusals.TooOften.With(("seconds", 2));
    }

    /// <param name="firstWait">Runs in the same transaction when the name has to wait for the first time in a row.</param>
    public Task Failed(AgencyId agency, string name, Action<Work, int> firstWait) => changes.Commit<Done>(Actor.Installation(agency), work =>
    {
        var failures = (int)work.Number(Before, agency, Key(name), work.Now - BackoffRules.Forgotten) + 1;
        if (failures == 1) work.Execute(Past, agency, work.Now - BackoffRules.Forgotten);
        work.Execute(Write, agency, Key(name), failures, work.Now, work.Now + BackoffRules.Wait(failures));
        if (failures == BackoffRules.Free + 1) firstWait(work, failures);
        return Done.It;
    });

    public void SucceededIn(Work work, string name) => work.Execute(Over, work.Actor.Agency, Key(name));

    private byte[] Key(string name) => HMACSHA256.HashData(_names, Encoding.UTF8.GetBytes(name));

    public void Dispose() => _prefixes.Dispose();
}
