namespace Probity.Acts.Duties;

/// <summary>When timed work is taken up again.</summary>
public static class DueRules
{
    /// <summary>Nothing of it may take longer; it is then stopped and counts as failed.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A runner that died holds its claim for so long.</summary>
    public static readonly TimeSpan Claim = 2 * Patience;

    /// <summary>A claim that reaches further than this was made by a clock that has since been set back (or is wrong): it holds nothing.</summary>
    public static readonly TimeSpan Furthest = 2 * Claim;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1);

    /// <summary>One minute after the first failure, then twice as long each time, one hour at most. It is never given up in silence: it stays in the list with its code.</summary>
    public static DateTimeOffset Again(int attempts, DateTimeOffset now) =>
        now + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Clamp(attempts - 1, 0, 10)));
}
