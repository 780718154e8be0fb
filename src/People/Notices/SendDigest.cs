using System.Buffers.Text;
using System.Security.Cryptography;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.People.Access;
using Probity.People.Agencies;

namespace Probity.People.Notices;

/// <summary>How many things wait, until when the first of them, and where. Never which, and never about whom: mail is read by others.</summary>
public sealed class SendDigest(UnitOfWork changes, Reads reads, OpenDuties duties, ChooseDigest choices, Mailer mailer, MailOptions options, DigestLinks links, AgencyBook agencies, Accounts.Accounts accounts, Texts texts, TimeProvider clock)
{
    public async Task<DueAnswer> Run(Due due, CancellationToken stop)
    {
        var person = new AccountId(due.Subject);
        var now = clock.GetUtcNow();
        Digest? row;
        using (var db = reads.Open(due.Agency)) row = db.Set<Digest>().SingleOrDefault(one => one.Account == person);
        if (row?.ConfirmedAt is null || !options.IsOn || agencies.Find(due.Agency) is not { } agency || accounts.Find(due.Agency, person) is not { Active: true } card) return DueAnswer.Done;
        var next = DigestRules.Next(row.Often, now, agency.TimeZone);
        var waiting = duties.Of(due.Agency, person);
        if (!DigestRules.IsWanted(row.Often, waiting.Count, waiting.Count == 0 ? null : waiting.Max(duty => duty.MadeAt), row.SentAt)) return DueAnswer.Later(next);
        string address;
        try
        {
            address = choices.AddressOf(row);
        }
        catch (KeyDestroyedException)
        {
            return DueAnswer.Done; // erased
        }
        var said = texts.In(card.Language);
        var stopAt = options.PublicAddress + DigestLinks.Path + links.Token(due.Agency, person);
        var text = said.Count("people.mail.digest.text", waiting.Count, ("until", Until(said.Language, waiting[0].DueAt, agency.TimeZone)), ("today", options.PublicAddress + "/today"), ("stop", stopAt));
        if (await mailer.Send(address, said.Count("people.mail.digest.subject", waiting.Count), text, stopAt, stop) is { } code) return DueAnswer.Failed(code);
        await changes.Commit<Done>(due.Actor, work =>
        {
            if (work.Db.Set<Digest>().SingleOrDefault(one => one.Account == person) is { } sent) sent.SentAt = now;
            return Done.It;
        });
        return DueAnswer.Later(next);
    }

    /// <summary>In the time of the agency, which need not be that of the pages.</summary>
    private static string Until(string language, DateTimeOffset due, TimeZoneInfo zone) => new Formats(new AgencyFormats { TimeZone = zone }).In(language).DateAndTime(due);
}

/// <summary>The link in a message that ends the messages: signed, so that it needs neither a session nor a row; it can do nothing else.</summary>
public sealed class DigestLinks(MasterKey master)
{
    public const string Path = "/notices/stop/";

    private readonly byte[] _key = master.Derive("probity digest links v1");

    public string Token(AgencyId agency, AccountId person)
    {
        Span<byte> token = stackalloc byte[64];
        TypedId.Bytes(agency.Value).CopyTo(token);
        TypedId.Bytes(person.Value).CopyTo(token[16..]);
        HMACSHA256.HashData(_key, token[..32], token[32..]);
        return Base64Url.EncodeToString(token);
    }

    public (AgencyId Agency, AccountId Person)? Read(string? text)
    {
        Span<byte> token = stackalloc byte[64];
        Span<byte> mac = stackalloc byte[32];
        if (!TokenText.TryRead(text, token)) return null;
        HMACSHA256.HashData(_key, token[..32], mac);
        return CryptographicOperations.FixedTimeEquals(mac, token[32..]) ? (new AgencyId(TypedId.FromBytes(token[..16])), new AccountId(TypedId.FromBytes(token[16..32]))) : null;
    }
}
