using System.Net.Http.Headers;

namespace Probity.Client;

/// <summary>How long a call is repeated and how often a wait asks. The defaults are kind to the server.</summary>
public sealed record Patience
{
    /// <summary>How often one call is made before its fault is given to the caller.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Longest time before the second attempt; doubles with each.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time between the first two questions of a wait; grows by half each time.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time between two attempts or questions. The server may ask for more (Retry-After).</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Anything up to the doubled time, so that many callers do not come back together (full jitter: M. Brooker, "Exponential Backoff And Jitter", AWS 2015).</summary>
    internal TimeSpan Retry(int attempt, TimeSpan? asked) => AtLeast(Bounded(FirstRetry * Math.Pow(2, Math.Min(attempt, 30))) * Random.Shared.NextDouble(), asked);

    /// <summary>Nearly regular: a person is waited for, not a machine that is overloaded.</summary>
    internal TimeSpan Wait(int question, TimeSpan? asked) => AtLeast(Bounded(FirstWait * Math.Pow(1.5, Math.Min(question, 60))) * (0.8 + (0.4 * Random.Shared.NextDouble())), asked);

    /// <summary>Seconds or a date (RFC 9110, 10.2.3).</summary>
    internal static TimeSpan? Asked(RetryConditionHeaderValue? header, DateTimeOffset now) => header?.Delta ?? header?.Date - now;

    private TimeSpan Bounded(TimeSpan time) => time < Longest ? time : Longest;

    private static TimeSpan AtLeast(TimeSpan own, TimeSpan? asked) => asked > own ? asked.Value : own;
}
