using System.Globalization;

namespace Probity.Desk.Language;

/// <summary>A language of the pages. <see cref="Name"/> is written in the language itself, as a reader looks for it.</summary>
public sealed record PageLanguage(string Code, string Name, bool RightToLeft)
{
    public string Direction => RightToLeft ? "rtl" : "ltr";
}

public static class Languages
{
    public const string Default = "en";

    public static readonly IReadOnlyList<PageLanguage> All =
    [
        new("en", "English", false),
        new("fr", "Français", false),
        new("ar", "العربية", true),
    ];

    public static PageLanguage Current => Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    public static PageLanguage Of(string code) => All.FirstOrDefault(l => l.Code == code) ?? All[0];

    public static bool Knows(string? code) => All.Any(l => l.Code == code);
}
