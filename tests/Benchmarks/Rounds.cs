using System.Globalization;

namespace Probity.Benchmarks;

/// <summary>Figures of several interleaved rounds: the median is quoted, minimum and maximum say how noisy the machine was.</summary>
public static class Rounds
{
    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static void Say(string what, IReadOnlyList<double> values, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {Median(values),12:N1} {unit}   (min {values.Min():N1}, max {values.Max():N1}, rounds {values.Count})"));

    public static void Ratio(string what, IReadOnlyList<double> a, IReadOnlyList<double> b, double wanted)
    {
        var ratios = a.Zip(b, (x, y) => x / y).ToArray();
        var median = Median(ratios);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {median,12:P0}    (wanted {wanted:P0} or more: {(median >= wanted ? "reached" : "NOT reached")})"));
    }

    public static void Against(string what, IReadOnlyList<double> values, double wanted, string unit, bool atLeast = true)
    {
        var median = Median(values);
        var reached = atLeast ? median >= wanted : median <= wanted;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-58} {median,12:N1} {unit}   (wanted {(atLeast ? "at least" : "at most")} {wanted:N1}: {(reached ? "reached" : "NOT reached")}; min {values.Min():N1}, max {values.Max():N1})"));
    }
}
