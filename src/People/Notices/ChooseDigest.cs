using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Desk.Language;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Agencies;

namespace Probity.People.Notices;

/// <summary>A person chooses whether to hear by mail that something waits. An address counts once its owner has opened the link that went to it, signed in as that person.</summary>
public sealed class ChooseDigest(UnitOfWork changes, DataKeys keys, Mailer mailer, MailOptions options, AgencyBook agencies, Accounts.Accounts accounts, Texts texts)
{
    public static readonly ActKind Chosen = new("people.digest-chosen");
    public static readonly ActKind Confirmed = new("people.digest-confirmed");

    public async Task<Outcome<Done>> Run(Actor actor, DigestOften often, string? address, CancellationToken stop)
    {
        if (actor.Account is not { } person) return ActsRefusals.NotAllowed;
        if (often == DigestOften.None) return await Stop(actor, person);
        if (!options.IsOn) return PeopleRefusals.MailOff.At("Often");
        if (!Enum.IsDefined(often)) return PeopleRefusals.MailOff.At("Often");
        if (DigestRules.Address(address) is { } no) return no;
        var to = address!.Trim();
        var secret = RandomNumberGenerator.GetBytes(32);
        var made = await changes.Commit<bool>(actor, work =>
        {
            var row = work.Db.Set<Digest>().SingleOrDefault(row => row.Account == person);
            var same = row is { ConfirmedAt: not null } && AddressOf(row) == to;
            var key = keys.For(actor.Agency, KeyScope.Person(person.Value));
            if (row is null) work.Db.Add(row = new Digest { Account = person, Agency = actor.Agency, Often = often, DataKey = key.Id, Address = [], AskedAt = work.Now });
            (row.Often, row.DataKey, row.Address, row.AskedAt) = (often, key.Id, key.Seal(Encoding.UTF8.GetBytes(to), TypedId.Bytes(person.Value)), work.Now);
            if (!same) (row.ConfirmedAt, row.SecretHash, row.SecretUntil, row.SentAt) = (null, SHA256.HashData(secret), work.Now + DigestRules.LinkLasts, null);
            else work.Fall(Digest.DueKind, Subject.Of(Account.SubjectKind, person), DigestRules.Next(often, work.Now, agencies.Find(actor.Agency)!.TimeZone));
            Record(work, Chosen, person, new { often });
            return !same;
        });
        if (!made.Done) return made.Refused<Done>();
        if (!made.Value) return Done.It;
        var said = texts.In(accounts.Find(actor.Agency, person)!.Language);
        var link = options.PublicAddress + PeoplePages.Notices + "/" + Base64Url.EncodeToString(secret);
        return await mailer.Send(to, said["people.mail.confirm.subject"], said["people.mail.confirm.text", ("link", link)], unsubscribe: null, stop) is null ? Done.It : PeopleRefusals.MailUndelivered.At("Address");
    }

    /// <summary>The link was opened by the person it belongs to.</summary>
    public Task<Outcome<Done>> Confirm(Actor actor, string? secret) => changes.Commit<Done>(actor, work =>
    {
        Span<byte> bytes = stackalloc byte[32];
        if (actor.Account is not { } person || !TokenText.TryRead(secret, bytes)) return PeopleRefusals.LinkUnusable;
        var row = work.Db.Set<Digest>().SingleOrDefault(row => row.Account == person);
        if (row?.SecretHash is not { } hash || row.SecretUntil <= work.Now || !CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(bytes))) return PeopleRefusals.LinkUnusable;
        (row.ConfirmedAt, row.SecretHash, row.SecretUntil) = (work.Now, null, null);
        work.Fall(Digest.DueKind, Subject.Of(Account.SubjectKind, person), DigestRules.Next(row.Often, work.Now, agencies.Find(actor.Agency)!.TimeZone));
        Record(work, Confirmed, person, new { row.Often });
        return Done.It;
    });

    /// <summary>No more messages, and the address is forgotten.</summary>
    public Task<Outcome<Done>> Stop(Actor actor, AccountId person) => changes.Commit<Done>(actor, work =>
    {
        if (work.Db.Set<Digest>().SingleOrDefault(row => row.Account == person) is not { } row) return Done.It;
        work.Db.Remove(row);
        work.FallNever(Digest.DueKind, Subject.Of(Account.SubjectKind, person));
        Record(work, Chosen, person, new { often = DigestOften.None });
        return Done.It;
    });

    public string AddressOf(Digest row) => Encoding.UTF8.GetString(keys.ById(row.Agency, row.DataKey).Open(row.Address, TypedId.Bytes(row.Account.Value)));

    private static void Record(Work work, ActKind kind, AccountId person, object payload) => work.Record(new Act
    {
        Kind = kind, Subject = Subject.Of(Account.SubjectKind, person), Reason = null, Scope = KeyScope.Person(person.Value), Payload = payload,
    });
}
