using System.Net.Mail;
using Probity.Acts.Refusals;

namespace Probity.People.Notices;

/// <summary>When a digest goes out, and which address can be taken.</summary>
public static class DigestRules
{
    public const int AddressLimit = 254;

    /// <summary>How long what is new waits before it is sent "at once": several things then come in one message.</summary>
    public static readonly TimeSpan Gathers = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(1);

    private static readonly TimeOnly Morning = new(7, 0);

    /// <summary>One address and nothing else (RFC 5321 4.1.2): no name, no list, no line end that could begin a header of its own.</summary>
    public static Refusal? Address(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0) return PeopleRefusals.MailMissing.At("Address");
        return text.Length <= AddressLimit && text.All(c => c is > ' ' and < (char)127 and not (',' or ';' or '<' or '>' or '"' or '(' or ')' or '\\')) && MailAddress.TryCreate(text, out var parsed)
            && parsed.Address == text && text.IndexOf('@') == text.LastIndexOf('@') ? null : PeopleRefusals.MailMalformed.At("Address");
    }

    /// <summary>The next seven o'clock in the morning where the agency is; an hour that a change of clocks leaves out begins when it is over.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        var at = MorningOf(day, zone);
        return at > now ? at : MorningOf(day.AddDays(1), zone);
    }

    private static DateTimeOffset MorningOf(DateOnly day, TimeZoneInfo zone)
    {
        var at = day.ToDateTime(Morning);
        while (zone.IsInvalidTime(at)) at = at.AddMinutes(30);
        return new DateTimeOffset(at, zone.GetUtcOffset(at));
    }

    public static DateTimeOffset Next(DigestOften often, DateTimeOffset now, TimeZoneInfo zone) => often == DigestOften.Daily ? NextMorning(now, zone) : now + Gathers;

    /// <summary>Daily whatever waits, at once only what is new since the last message.</summary>
    public static bool IsWanted(DigestOften often, int waiting, DateTimeOffset? newest, DateTimeOffset? sent) =>
        waiting > 0 && often switch { DigestOften.Daily => true, DigestOften.AtOnce => sent is null || newest > sent, _ => false };
}
