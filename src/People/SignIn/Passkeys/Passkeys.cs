using System.Buffers.Text;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Notices;
using Probity.People.Sessions;

namespace Probity.People.SignIn.Passkeys;

/// <summary>Passkeys of a person: added and removed by the person, taken as both steps of signing in or as the second one. The holder must have been recognised by the device each time.</summary>
public sealed class Passkeys(UnitOfWork changes, Reads reads, PasskeyChallenges challenges)
{
    public static readonly ActKind Added = new("people.passkey-added");
    public static readonly ActKind Removed = new("people.passkey-removed");

    public const int Most = 20;

    public IReadOnlyList<Passkey> Of(AgencyId agency, AccountId account)
    {
        using var db = reads.Open(agency);
        return [.. db.Set<Passkey>().Where(row => row.Account == account && row.RemovedAt == null).OrderBy(row => row.MadeAt)];
    }

    /// <summary>What the browser needs to make one (Web Authentication Level 3, 5.4), for the page's script.</summary>
    public string ToMake(LiveSession session, Site site, AccountCard card) => JsonSerializer.Serialize(new
    {
        rp = new { id = site.RpId, name = "Probity" },
        user = new { id = Text(Handle(session.Agency, session.Account)), name = card.Login, displayName = card.Called },
        challenge = Text(challenges.Make(Bound(session.Id))),
        pubKeyCredParams = new[] { CoseKey.Es256, CoseKey.EdDsa, CoseKey.Rs256 }.Select(alg => new { type = "public-key", alg }),
        timeout = (int)PasskeyChallenges.Lasts.TotalMilliseconds,
        excludeCredentials = Named(Of(session.Agency, session.Account)),
        authenticatorSelection = new { residentKey = "preferred", userVerification = "required" },
        attestation = "none",
    });

    /// <summary>What the browser needs to show one; without a session any that it holds for this site.</summary>
    public string ToShow(byte[] bound, Site site, LiveSession? half = null) => JsonSerializer.Serialize(new
    {
        challenge = Text(challenges.Make(bound)),
        rpId = site.RpId,
        timeout = (int)PasskeyChallenges.Lasts.TotalMilliseconds,
        allowCredentials = half is null ? [] : Named(Of(half.Agency, half.Account)),
        userVerification = "required",
    });

    public Task<Outcome<PasskeyId>> Add(LiveSession session, string? typed, Site site, string device) => changes.Commit<PasskeyId>(session.Actor, work =>
    {
        if (PasskeyAnswer.Read(typed) is not { } answer || PasskeyRules.Made(answer, site, challenge => challenges.IsOurs(challenge, Bound(session.Id))) is not { } made) return PeopleRefusals.PasskeyRefused;
        if (!PasskeyChallenges.UseIn(work, PasskeyRules.Challenge(answer)) || work.Db.Set<Passkey>().Any(row => row.Credential == made.Id)) return PeopleRefusals.PasskeyRefused;
        if (work.Db.Set<Passkey>().Count(row => row.Account == session.Account && row.RemovedAt == null) >= Most) return PeopleRefusals.PasskeysTooMany.With(("n", Most));
        var id = new PasskeyId(Guid.CreateVersion7(work.Now));
        work.Db.Add(new Passkey { Id = id, Agency = session.Agency, Account = session.Account, Credential = made.Id, PublicKey = made.PublicKey, SignCount = made.SignCount, Device = device, MadeAt = work.Now });
        Record(work, Added, session.Account, id);
        return id;
    });

    public Task<Outcome<Done>> Remove(LiveSession session, PasskeyId id) => changes.Commit<Done>(session.Actor, work =>
    {
        if (work.Db.Set<Passkey>().SingleOrDefault(row => row.Id == id && row.Account == session.Account && row.RemovedAt == null) is not { } passkey) return ActsRefusals.Unknown;
        passkey.RemovedAt = work.Now;
        Record(work, Removed, session.Account, id);
        return Done.It;
    });

    internal static bool Has(Work work, AccountId account) => work.Db.Set<Passkey>().Any(row => row.Account == account && row.RemovedAt == null);

    internal static void RemoveAllIn(Work work, AccountId account)
    {
        foreach (var passkey in work.Db.Set<Passkey>().Where(row => row.Account == account && row.RemovedAt == null).ToList()) passkey.RemovedAt = work.Now;
    }

    /// <summary>Takes what a device showed inside a change; false where it is wrong, old, of another or was shown before.</summary>
    internal bool TakeIn(Work work, AccountId account, PasskeyAnswer answer, Site site, byte[] bound)
    {
        if (work.Db.Set<Passkey>().SingleOrDefault(row => row.Credential == answer.Id && row.Account == account && row.RemovedAt == null) is not { } passkey) return false;
        if (PasskeyRules.Shown(answer, site, challenge => challenges.IsOurs(challenge, bound), passkey.PublicKey, passkey.SignCount) is not { } count) return false;
        if (!PasskeyChallenges.UseIn(work, PasskeyRules.Challenge(answer))) return false;
        (passkey.SignCount, passkey.UsedAt) = (count, work.Now);
        return true;
    }

    internal static byte[] Bound(AccountSessionId session) => TypedId.Bytes(session.Value).ToArray();

    /// <summary>The handle that a device keeps and hands back: whose key it is, nothing about the person (14.6.1).</summary>
    internal static byte[] Handle(AgencyId agency, AccountId account) => [.. TypedId.Bytes(agency.Value), .. TypedId.Bytes(account.Value)];

    internal static (AgencyId Agency, AccountId Account)? Whose(byte[] handle) =>
        handle.Length == 32 ? (new AgencyId(TypedId.FromBytes(handle.AsSpan(0, 16))), new AccountId(TypedId.FromBytes(handle.AsSpan(16)))) : null;

    private static object[] Named(IReadOnlyList<Passkey> passkeys) => [.. passkeys.Select(one => new { type = "public-key", id = Text(one.Credential) })];

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static void Record(Work work, ActKind kind, AccountId account, PasskeyId passkey)
    {
        TellOfFactors.FallIn(work, account);
        work.Record(new Act
        {
            Kind = kind,
            Subject = Subject.Of(Account.SubjectKind, account),
            Reason = null,
            Scope = KeyScope.Person(account.Value),
            Payload = new { Passkey = passkey },
        });
    }
}
