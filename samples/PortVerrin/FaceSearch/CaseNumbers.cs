using System.Globalization;
using Probity.PortVerrin.Telling;
using static Probity.PortVerrin.Telling.StoryClock;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>
/// "PV-2026-03741": given when a file opens, in blocks of the stations, so numbers grow with time but not one by one. What the story names keeps its number.
/// </summary>
internal static class CaseNumbers
{
    private static readonly (DateTimeOffset At, int Number)[] Anchors =
    [
        (At(2026, 6, 3), 2093), (At(2026, 7, 23, 21, 40), 2771), (At(2026, 9, 4, 15), 3318), (At(2026, 10, 3, 13), 3741), (At(2026, 10, 15, 10), 3902), (At(2026, 11, 22), 4383),
    ];

    /// <summary>Named in the story, for this and for other uses.</summary>
    private static readonly HashSet<int> Reserved = [2771, 3318, 3655, 3741, 3902, 4388, 4391, 4402, 4409, 4411, 4417, 4420];

    public static string Text(int number) => string.Create(CultureInfo.InvariantCulture, $"PV-2026-{number:00000}");

    public static void Give(List<Planned> ordered)
    {
        var draws = new Draws("007:cases");
        var given = new HashSet<int>(Reserved);
        for (var i = 0; i < ordered.Count; i++)
            if (ordered[i].Case.Length == 0) ordered[i] = ordered[i] with { Case = Next(draws, given, ordered[i].OpenedAt) };
    }

    /// <summary>The next free number near the one that the moment would have.</summary>
    public static string Next(Draws draws, HashSet<int> given, DateTimeOffset at)
    {
        var number = Near(at) - draws.Between(0, 9);
        while (!given.Add(number)) number--;
        return Text(number);
    }

    public static HashSet<int> GivenTo(IEnumerable<Planned> decisions) =>
        [.. Reserved, .. decisions.Select(decision => int.Parse(decision.Case.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture))];

    private static int Near(DateTimeOffset at)
    {
        var i = 1;
        while (i < Anchors.Length - 1 && Anchors[i].At < at) i++;
        var (from, to) = (Anchors[i - 1], Anchors[i]);
        return from.Number + (int)((at - from.At).Ticks / TimeSpan.TicksPerMinute * (to.Number - from.Number) / ((to.At - from.At).Ticks / TimeSpan.TicksPerMinute));
    }
}
