using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Probity.Acts.Refusals;

namespace Probity.People.SignIn;

/// <summary>
/// Wrong answers per typed name, whether or not an account has it, and attempts per address prefix. In memory: a restart forgets, which costs an attacker
/// more than it gives.
/// </summary>
public sealed class Attempts(TimeProvider clock, PeopleOptions options) : IDisposable
{
    private const int MostKept = 100_000;

    private sealed record Trouble(int Failures, DateTimeOffset Last, DateTimeOffset NotBefore);

    private readonly ConcurrentDictionary<string, Trouble> _trouble = new(StringComparer.Ordinal);

    private readonly PartitionedRateLimiter<string> _prefixes = PartitionedRateLimiter.Create<string, string>(prefix =>
        RateLimitPartition.GetTokenBucketLimiter(prefix, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.SignInBurst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            QueueLimit = 0,
        }), StringComparer.Ordinal);

    /// <summary>A refusal if this name or this network must wait, otherwise null and the attempt counts.</summary>
    public Refusal? Admit(string name, string prefix)
    {
        if (_trouble.TryGetValue(name, out var trouble) && trouble.NotBefore > clock.GetUtcNow())
            return PeopleRefusals.TooOften.With(("seconds", (int)Math.Ceiling((trouble.NotBefore - clock.GetUtcNow()).TotalSeconds)));
        using var lease = _prefixes.AttemptAcquire(prefix);
        return lease.IsAcquired ? null : PeopleRefusals.TooOften.With(("seconds", 2));
    }

    /// <summary>How many wrong answers in a row this makes.</summary>
    public int Failed(string name)
    {
        var now = clock.GetUtcNow();
        if (_trouble.Count >= MostKept) Forget(now);
        return _trouble.AddOrUpdate(name, _ => new Trouble(1, now, now), (_, before) =>
        {
            var failures = now - before.Last > BackoffRules.Forgotten ? 1 : before.Failures + 1;
            return new Trouble(failures, now, now + BackoffRules.Wait(failures));
        }).Failures;
    }

    public void Succeeded(string name) => _trouble.TryRemove(name, out _);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (name, trouble) in _trouble)
            if (now - trouble.Last > BackoffRules.Forgotten) _trouble.TryRemove(name, out _);
        // Still full: someone tries a hundred thousand names an hour. The prefix limit holds them; names start anew.
        if (_trouble.Count >= MostKept) _trouble.Clear();
    }

    public void Dispose() => _prefixes.Dispose();
}
