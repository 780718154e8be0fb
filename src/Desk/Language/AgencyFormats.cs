namespace Probity.Desk.Language;

public enum Digits { Western, ArabicIndic }

public enum ArabicMonths { Transliterated, Levantine }

/// <summary>
/// How the agency writes figures and days. French and English follow the house table; Arabic differs by country, so the agency says.
/// One kind of digits on every page, chart and print (CLDR and .NET disagree with each other about "ar").
/// </summary>
public sealed record AgencyFormats
{
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;
    public Digits ArabicDigits { get; init; } = Digits.Western;
    public string ArabicDecimalSign { get; init; } = ".";
    public ArabicMonths ArabicMonths { get; init; } = ArabicMonths.Transliterated;
}
