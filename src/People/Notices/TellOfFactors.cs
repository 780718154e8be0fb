using System.Buffers.Binary;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.People.Accounts;
using Probity.People.Agencies;

namespace Probity.People.Notices;

/// <summary>
/// Tells a person who gave an address that their ways of signing in were changed (OWASP ASVS 4.0.3, 2.2.3): that, when and whom to ask, and no link, because messages with links to sign-in pages are
/// what people are taught not to trust. Several changes that wait together are one message.
/// </summary>
public sealed class TellOfFactors(Reads reads, ChooseDigest choices, Mailer mailer, MailOptions options, AgencyBook agencies, Accounts.Accounts accounts, Texts texts)
{
    public const string DueKind = "people.factors-changed";

    internal static void FallIn(Work work, AccountId account)
    {
        if (work.Db.Set<Digest>().Any(row => row.Account == account && row.ConfirmedAt != null)) work.Fall(DueKind, Subject.Of(Account.SubjectKind, account), work.Now);
    }

    public async Task<DueAnswer> Run(Due due, CancellationToken stop)
    {
        var person = new AccountId(due.Subject);
        Digest? row;
        using (var db = reads.Open(due.Agency)) row = db.Set<Digest>().SingleOrDefault(one => one.Account == person);
        if (row?.ConfirmedAt is null || !options.IsOn || agencies.Find(due.Agency) is not { } agency || accounts.Find(due.Agency, person) is not { } card) return DueAnswer.Done;
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
        var when = new Formats(new AgencyFormats { TimeZone = agency.TimeZone }).In(said.Language).DateAndTime(MadeAt(due.Id));
        return await mailer.Send(address, said["people.mail.factors.subject"], said["people.mail.factors.text", ("agency", agency.Name), ("when", when)], unsubscribe: null, stop) is { } code ? DueAnswer.Failed(code) : DueAnswer.Done;
    }

    /// <summary>When the change was, however often the mail server was asked since: the first 48 bits of an id of version 7 (RFC 9562 5.7).</summary>
    private static DateTimeOffset MadeAt(DueId id) => DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(id.Value.ToByteArray(bigEndian: true)) >> 16);
}
