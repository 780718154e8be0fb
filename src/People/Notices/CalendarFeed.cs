using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.SignIn;

namespace Probity.People.Notices;

/// <summary>The address under which a person's own calendar program asks what is due when. Whoever has the address may read; the database has only a hash of its secret.</summary>
public sealed class CalendarAddress : IOwned
{
    public required AccountId Account { get; init; }
    public required AgencyId Agency { get; init; }
    public required byte[] SecretHash { get; set; }
    public required DateTimeOffset MadeAt { get; set; }
}

/// <summary>Makes the address anew, which ends the one before, and takes it away.</summary>
public sealed class KeepCalendar(UnitOfWork changes)
{
    public static readonly ActKind Made = new("people.calendar-made");
    public static readonly ActKind Revoked = new("people.calendar-revoked");

    /// <returns>The token of the address: shown once.</returns>
    public Task<Outcome<string>> Make(Actor actor) => changes.Commit<string>(actor, work =>
    {
        if (actor.Account is not { } person) return ActsRefusals.NotAllowed;
        var token = new byte[64];
        TypedId.Bytes(actor.Agency.Value).CopyTo(token, 0);
        TypedId.Bytes(person.Value).CopyTo(token, 16);
        RandomNumberGenerator.Fill(token.AsSpan(32));
        var hash = SHA256.HashData(token.AsSpan(32));
        if (work.Db.Set<CalendarAddress>().SingleOrDefault(row => row.Account == person) is { } row) (row.SecretHash, row.MadeAt) = (hash, work.Now);
        else work.Db.Add(new CalendarAddress { Account = person, Agency = actor.Agency, SecretHash = hash, MadeAt = work.Now });
        Record(work, Made, person);
        return Base64Url.EncodeToString(token);
    });

    public Task<Outcome<Done>> Revoke(Actor actor) => changes.Commit<Done>(actor, work =>
    {
        if (actor.Account is not { } person || work.Db.Set<CalendarAddress>().SingleOrDefault(row => row.Account == person) is not { } row) return ActsRefusals.Unknown;
        work.Db.Remove(row);
        Record(work, Revoked, person);
        return Done.It;
    });

    private static void Record(Work work, ActKind kind, AccountId person) => work.Record(new Act
    {
        Kind = kind, Subject = Subject.Of(Account.SubjectKind, person), Reason = null, Scope = KeyScope.Person(person.Value), Payload = new { },
    });
}

/// <summary>iCalendar (RFC 5545): lines of 75 octets at most that end with CRLF, text escaped.</summary>
public static class CalendarRules
{
    public static string Write(string name, IEnumerable<(Guid Id, string Title, DateTimeOffset Made, DateTimeOffset Due)> things)
    {
        var to = new StringBuilder();
        Line(to, "BEGIN:VCALENDAR");
        Line(to, "VERSION:2.0");
        Line(to, "PRODID:-//Probity//Duties//EN");
        Line(to, "METHOD:PUBLISH");
        Line(to, "X-WR-CALNAME:" + Escaped(name));
        foreach (var (id, title, made, due) in things)
        {
            Line(to, "BEGIN:VEVENT");
            Line(to, $"UID:{id:D}@probity");
            Line(to, "DTSTAMP:" + Moment(made));
            Line(to, "DTSTART:" + Moment(due));
            Line(to, "SUMMARY:" + Escaped(title));
            Line(to, "CLASS:PRIVATE");
            Line(to, "TRANSP:TRANSPARENT");
            Line(to, "END:VEVENT");
        }
        Line(to, "END:VCALENDAR");
        return to.ToString();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 5545 3.3.11; a line end is \n, other control characters have no place in text.</summary>
    public static string Escaped(string text) => string.Concat(text.ReplaceLineEndings("\n").Select(c => c switch
    {
        '\\' => "\\\\", ';' => "\\;", ',' => "\\,", '\n' => "\\n", _ => char.IsControl(c) ? "" : c.ToString(),
    }));

    /// <summary>RFC 5545 3.1: folded between characters, never inside one; the blank that begins the next line counts.</summary>
    public static void Line(StringBuilder to, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > 75)
            {
                to.Append("\r\n ");
                octets = 1;
            }
            to.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        to.Append("\r\n");
    }
}

/// <summary>GET /calendar/{token}.ics</summary>
public static class CalendarFeed
{
    public const string Path = "/calendar/";

    public static IResult Get(string token, HttpContext context, Reads reads, OpenDuties duties, Accounts.Accounts accounts, Texts texts, Attempts attempts)
    {
        if (attempts.Admit("calendar " + Origin.Prefix(context.Connection.RemoteIpAddress)) is not null)
        {
            context.Response.Headers.RetryAfter = "2";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        Span<byte> bytes = stackalloc byte[64];
        if (!TokenText.TryRead(token, bytes)) return Results.NotFound();
        var (agency, person) = (new AgencyId(TypedId.FromBytes(bytes[..16])), new AccountId(TypedId.FromBytes(bytes[16..32])));
        var hash = SHA256.HashData(bytes[32..]);
        using (var db = reads.Open(agency))
            if (db.Set<CalendarAddress>().SingleOrDefault(row => row.Account == person) is not { } row || !CryptographicOperations.FixedTimeEquals(row.SecretHash, hash)) return Results.NotFound();
        if (accounts.Find(agency, person) is not { Active: true } card) return Results.NotFound();
        var said = texts.In(card.Language);
        var text = CalendarRules.Write(said["people.calendar.name"], duties.Of(agency, person).Select(duty =>
            (duty.Id.Value, said[duty.SubjectKind == "decision" ? "people.calendar.judgement" : "people.calendar.duty"], duty.MadeAt, duty.DueAt)));
        var body = Encoding.UTF8.GetBytes(text);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..16])}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return context.Request.Headers.IfNoneMatch.Contains(tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Bytes(body, "text/calendar; charset=utf-8");
    }
}
