namespace Probity.Desk.Language;

/// <summary>Names of days and months. Written here because the runtime's differ by platform and by version of its locale data.</summary>
internal static class CalendarWords
{
    private static readonly Dictionary<string, string[]> LongMonths = new()
    {
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["fr"] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["ar"] = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    };

    private static readonly string[] Levantine =
        ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"];

    private static readonly Dictionary<string, string[]> ShortMonths = new()
    {
        ["en"] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["fr"] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    };

    private static readonly Dictionary<string, string[]> Days = new()
    {
        ["en"] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        ["fr"] = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        ["ar"] = ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
    };

    public static string Month(string language, int month, ArabicMonths arabic) =>
        language == "ar" && arabic == ArabicMonths.Levantine ? Levantine[month - 1] : LongMonths[language][month - 1];

    /// <summary>Arabic months are not abbreviated.</summary>
    public static string ShortMonth(string language, int month, ArabicMonths arabic) =>
        ShortMonths.TryGetValue(language, out var names) ? names[month - 1] : Month(language, month, arabic);

    public static string Day(string language, DayOfWeek day) => Days[language][(int)day];
}
