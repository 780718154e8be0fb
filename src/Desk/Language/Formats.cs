using System.Globalization;

namespace Probity.Desk.Language;

/// <summary>
/// The one formatter of numbers, shares, dates and times, for pages, charts and print. It never asks the runtime's culture: locale
/// data differ by platform. Spaces that must not break: U+202F narrow (groups, per cent), U+00A0 (between a figure and its unit).
/// Case numbers, versions, hashes and data exports are not formatted at all.
/// </summary>
public sealed class Formats(AgencyFormats agency)
{
    private const string Narrow = "\u202F";
    private const string NoBreak = "\u00A0";

    private readonly string? _language;

    private Formats(AgencyFormats agency, string language) : this(agency) => _language = Languages.Of(language).Code;

    public string Language => _language ?? Languages.Current.Code;

    public Formats In(string language) => new(agency, language);

    /// <summary>In a sentence: groups from five digits.</summary>
    public string Number(long n) => Figures(Grouped(n, from: 5));

    /// <summary>In a table: groups from four digits, so that columns align.</summary>
    public string TableNumber(long n) => Figures(Grouped(n, from: 4));

    public string Figure(decimal n, int places = 1)
    {
        var text = Math.Abs(n).ToString("F" + places, CultureInfo.InvariantCulture);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = Grouped(long.Parse(dot < 0 ? text : text[..dot], CultureInfo.InvariantCulture), from: 5);
        var negative = n < 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0;
        return Figures((negative ? "−" : "") + whole + (dot < 0 ? "" : DecimalSign + text[(dot + 1)..]));
    }

    /// <summary>A share of 0 to 1 as per cent. The caller says the count beside it: a rate without its count is a defect.</summary>
    public string Share(double share, int places = 0)
    {
        var figure = Figure((decimal)Math.Round(share * 100, places, MidpointRounding.AwayFromZero), places);
        return Language == "ar" ? figure + (ArabicIndic ? "٪" : "%") : figure + Narrow + "%";
    }

    public string Date(DateOnly d) => Figures(Language == "fr" && d.Day == 1
        ? $"1er {Month(d)} {d.Year}"
        : string.Create(CultureInfo.InvariantCulture, $"{d.Day} {Month(d)} {d.Year}"));

    public string Date(DateTimeOffset t) => Date(DayOf(t));

    /// <summary>In tags and tables.</summary>
    public string ShortDate(DateOnly d) =>
        Figures(string.Create(CultureInfo.InvariantCulture, $"{d.Day}{NoBreak}{CalendarWords.ShortMonth(Language, d.Month, agency.ArabicMonths)} {d.Year}"));

    public string ShortDate(DateTimeOffset t) => ShortDate(DayOf(t));

    /// <summary>"Monday 23 November 2026" over a page of today.</summary>
    public string WeekdayDate(DateOnly d)
    {
        var day = CalendarWords.Day(Language, d.DayOfWeek);
        return Language == "ar" ? $"{day}، {Date(d)}" : $"{day} {Date(d)}";
    }

    public string WeekdayDate(DateTimeOffset t) => WeekdayDate(DayOf(t));

    /// <summary>In a sentence; French says "14 h 05".</summary>
    public string Time(DateTimeOffset t) => Language == "fr"
        ? Local(t).ToString($"H'{NoBreak}h{NoBreak}'mm", CultureInfo.InvariantCulture)
        : TableTime(t);

    public string TableTime(DateTimeOffset t) => Figures(Local(t).ToString("HH:mm", CultureInfo.InvariantCulture));

    public string DateAndTime(DateTimeOffset t) => Language switch
    {
        "fr" => $"{Date(t)} à {Time(t)}",
        "ar" => $"{Date(t)}، {Time(t)}",
        _ => $"{Date(t)}, {Time(t)}",
    };

    public string TableDateAndTime(DateTimeOffset t) => Language == "ar" ? $"{ShortDate(t)}، {TableTime(t)}" : $"{ShortDate(t)}, {TableTime(t)}";

    /// <summary>Two largest units, whole minutes rounded down: a clock that promises time never promises too much.</summary>
    public string Duration(TimeSpan t)
    {
        if (t < TimeSpan.Zero) t = -t;
        var (days, hours, minutes) = ((long)t.TotalDays, t.Hours, t.Minutes);
        if (days >= 3 || (days > 0 && hours == 0)) return Days(days);
        if (days > 0) return $"{Days(days)}{(Language == "ar" ? " و" : " ")}{Hours(hours)}";
        if (hours > 0) return minutes == 0 ? Hours(hours) : $"{Hours(hours)} {Minutes(minutes)}";
        return Minutes(minutes);
    }

    /// <summary>"4 h 10 min left", or how long it has been due.</summary>
    public string Left(TimeSpan t)
    {
        var late = t < TimeSpan.Zero;
        return Language switch
        {
            "fr" => late ? $"en retard de {Duration(t)}" : $"il reste {Duration(t)}",
            "ar" => late ? $"متأخر {Duration(t)}" : $"متبقٍّ {Duration(t)}",
            _ => late ? $"{Duration(t)} late" : $"{Duration(t)} left",
        };
    }

    /// <summary>Days of the agency's calendar from one moment to another: 0 is the same day, 1 the day after.</summary>
    public int DaysBetween(DateTimeOffset from, DateTimeOffset to) => DayOf(to).DayNumber - DayOf(from).DayNumber;

    private bool ArabicIndic => Language == "ar" && agency.ArabicDigits == Digits.ArabicIndic;

    private string DecimalSign => Language switch { "fr" => ",", "ar" => ArabicIndic ? "٫" : agency.ArabicDecimalSign, _ => "." };

    private string Month(DateOnly d) => CalendarWords.Month(Language, d.Month, agency.ArabicMonths);

    private DateOnly DayOf(DateTimeOffset t) => DateOnly.FromDateTime(Local(t).DateTime);

    private DateTimeOffset Local(DateTimeOffset t) => TimeZoneInfo.ConvertTime(t, agency.TimeZone);

    private string Grouped(long n, int from)
    {
        var digits = n.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        if (digits.Length >= from)
            for (var at = digits.Length - 3; at > 0; at -= 3)
                digits = digits.Insert(at, ArabicIndic ? "٬" : Narrow);
        return n < 0 ? "−" + digits : digits;
    }

    private string Figures(string text) => ArabicIndic
        ? string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('\u0660' + (c - '0')) : c))
        : text;

    private string Days(long n) => Language switch
    {
        "fr" => n <= 1 ? $"{Number(n)}{NoBreak}jour" : $"{Number(n)}{NoBreak}jours",
        "ar" => Plurals.Category("ar", n) switch
        {
            "one" => "يوم واحد",
            "two" => "يومان",
            "few" => $"{Number(n)} أيام",
            "many" => $"{Number(n)} يومًا",
            _ => $"{Number(n)} يوم",
        },
        _ => n == 1 ? $"1{NoBreak}day" : $"{Number(n)}{NoBreak}days",
    };

    private string Hours(int n) => Language == "ar" ? $"{Number(n)}{NoBreak}س" : $"{n}{NoBreak}h";

    private string Minutes(int n) => Language == "ar" ? $"{Number(n)}{NoBreak}د" : $"{n}{NoBreak}min";
}
