namespace Probity.PortVerrin.Scale;

/// <summary>How many decisions are opened in each hour: by day 80 of a hundred, in the evening 15, at night 5; on a Sunday two fifths. Every count is exact and they add up.</summary>
internal sealed class Hours
{
    private readonly long _decisions;
    private readonly long[] _before;

    /// <param name="from">The first hour.</param>
    /// <param name="hours">How many hours.</param>
    public Hours(DateTimeOffset from, int hours, long decisions)
    {
        (From, _decisions, _before) = (from, decisions, new long[hours + 1]);
        for (var i = 0; i < hours; i++) _before[i + 1] = _before[i] + Weight(Start(i));
    }

    public DateTimeOffset From { get; }
    public int Count => _before.Length - 1;

    public DateTimeOffset Start(int hour) => From.AddHours(hour);

    /// <summary>Decisions opened before this hour.</summary>
    public long Before(int hour) => (long)((Int128)_decisions * _before[hour] / _before[^1]);

    /// <summary>Per hour: 80 % over ten hours, 15 % over four, 5 % over ten.</summary>
    private static long Weight(DateTimeOffset hour) => hour.Hour switch { >= 8 and < 18 => 800, >= 18 and < 22 => 375, _ => 50 } * (hour.DayOfWeek == DayOfWeek.Sunday ? 4 : 10);
}
