namespace Probity.Desk.Language;

/// <summary>
/// CLDR 48 cardinal rules (unicode.org/cldr, supplemental/plurals) for whole numbers; .NET has none.
/// French counts 0 and 1 as one and whole millions as many; Arabic has six forms.
/// </summary>
public static class Plurals
{
    public static string Category(string language, long count)
    {
        var n = Math.Abs(count);
        return language switch
        {
            "fr" => n <= 1 ? "one" : n % 1_000_000 == 0 ? "many" : "other",
            "ar" => Arabic(n),
            _ => n == 1 ? "one" : "other",
        };
    }

    private static string Arabic(long n) => (n, n % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    };
}
