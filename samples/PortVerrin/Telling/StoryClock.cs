namespace Probity.PortVerrin.Telling;

/// <summary>
/// The clock of the story while it is being told: it stands until it is set forward. The story is written in the time of Port Verrin and shifted as a whole, so
/// that its opening moment is the real moment of filling (docs/adr/0008). Timers run on real time: a verb that waits must not wait for the story.
/// </summary>
public sealed class StoryClock : TimeProvider
{
    /// <summary>Port Verrin keeps UTC+1 all year.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(1);

    /// <summary>Monday 23 November 2026, 11:20.</summary>
    public static readonly DateTimeOffset Opening = At(2026, 11, 23, 11, 20);

    private readonly TimeSpan _shift;
    private long _now;

    /// <param name="opens">The real moment that the story's opening falls on.</param>
    public StoryClock(DateTimeOffset opens)
    {
        // Whole milliseconds, because that is what the record keeps.
        _shift = TimeSpan.FromMilliseconds(Math.Floor((opens - Opening).TotalMilliseconds));
        _now = long.MinValue;
    }

    public static DateTimeOffset At(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) => new(year, month, day, hour, minute, second, Offset);

    public override DateTimeOffset GetUtcNow() =>
        _now == long.MinValue ? throw new InvalidOperationException("The story has not begun.") : new DateTimeOffset(Interlocked.Read(ref _now), TimeSpan.Zero);

    /// <summary>Sets the clock forward; the story is told in the order of time.</summary>
    public void SetTo(DateTimeOffset story)
    {
        var real = Real(story).UtcTicks;
        if (real < Interlocked.Read(ref _now)) throw new InvalidOperationException($"The story goes back in time at {story:O}.");
        Interlocked.Exchange(ref _now, real);
    }

    /// <summary>Where the story stands, in its own time.</summary>
    public DateTimeOffset Story => GetUtcNow().ToOffset(Offset) - _shift;

    /// <summary>A moment of the story as it stands in the record.</summary>
    public DateTimeOffset Real(DateTimeOffset story) => (story + _shift).ToUniversalTime();

    /// <summary>A day of the story as it stands in the record: the day on which its noon falls.</summary>
    public DateOnly Day(int year, int month, int day) => DateOnly.FromDateTime(Real(At(year, month, day, 12)).ToOffset(Offset).DateTime);

    public DateOnly Day(DateOnly day) => Day(day.Year, day.Month, day.Day);
}
