using Probity.Desk.Language;

namespace Probity.Registry;

/// <summary>People speak of a last day; the record holds the first moment after it, where the agency is.</summary>
public static class LastDay
{
    public static DateTimeOffset Until(this AgencyFormats agency, DateOnly lastDay) => agency.Begins(lastDay.AddDays(1));

    public static DateTimeOffset Begins(this AgencyFormats agency, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks are put forward at midnight, the day begins an hour later.
        while (agency.TimeZone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, agency.TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>A moment inside the last day, for formatting it as a day.</summary>
    public static DateTimeOffset Of(DateTimeOffset until) => until.AddMilliseconds(-1);

    public static int DaysLeft(DateTimeOffset until, DateTimeOffset now) => Math.Max(0, (int)Math.Ceiling((until - now).TotalDays));
}
