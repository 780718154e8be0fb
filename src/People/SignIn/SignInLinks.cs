using System.Buffers.Text;
using System.Security.Cryptography;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <param name="Token">Shown once.</param>
public sealed record MadeLink(SignInLinkId Id, string Token, DateTimeOffset ExpiresAt)
{
    public string Path => SignInLinks.PathOf(Token);
}

/// <summary>
/// One-time sign-in links: made by whoever keeps accounts, or by the installation at first start; 256-bit secret, stored hashed, used once, short-lived.
/// The token is agency, link and secret, so that a lookup stays inside the agency.
/// </summary>
public sealed class SignInLinks(UnitOfWork changes, Reads reads, PeopleOptions options, TimeProvider clock)
{
    public static readonly ActKind LinkMade = new("people.sign-in-link-made");

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private const int TokenBytes = 16 + 16 + 32;

    internal static string PathOf(string token) => "/sign-in/link/" + token;

    /// <param name="actor">A person who keeps accounts, or the installation (first start, command line).</param>
    /// <param name="validFor">Longer than the installation's default only by saying so, seven days at most.</param>
    /// <param name="sample">Signs in by itself; refused unless the agency is a sample.</param>
    public Task<Outcome<MadeLink>> Make(Actor actor, AccountId account, TimeSpan? validFor = null, bool sample = false) => changes.Commit<MadeLink>(actor, work =>
    {
        if (actor.Kind != ActorKind.Installation && (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)))
            return ActsRefusals.NotAllowed;
        var row = work.Db.Set<Account>().SingleOrDefault(row => row.Id == account);
        if (row is null) return ActsRefusals.Unknown;
        var refusals = new List<Refusal>();
        if (!row.Active) refusals.Add(PeopleRefusals.AccountDisabled);
        if (validFor > Longest || validFor <= TimeSpan.Zero) refusals.Add(PeopleRefusals.LinkTooLong.With(("days", Longest.Days)));
        if (sample && !work.Db.Set<AgencyRecord>().Single().Sample) refusals.Add(PeopleRefusals.NotASample);
        if (refusals.Count > 0) return refusals;
        var link = Write(work, account, validFor ?? TimeSpan.FromMinutes(options.LinkMinutes), sample);
        return link;
    });

    internal static MadeLink Write(Work work, AccountId account, TimeSpan validFor, bool sample)
    {
        var token = new byte[TokenBytes];
        var id = new SignInLinkId(Guid.CreateVersion7(work.Now));
        TypedId.Bytes(work.Actor.Agency.Value).CopyTo(token, 0);
        TypedId.Bytes(id.Value).CopyTo(token, 16);
        RandomNumberGenerator.Fill(token.AsSpan(32));
        var expires = work.Now + validFor;
        work.Db.Add(new SignInLink
        {
            Id = id,
            Agency = work.Actor.Agency,
            Account = account,
            SecretHash = SHA256.HashData(token.AsSpan(32)),
            MadeBy = work.Actor.Account,
            MadeAt = work.Now,
            ExpiresAt = expires,
            Sample = sample,
        });
        work.Record(new Act
        {
            Kind = LinkMade,
            Subject = Subject.Of(Account.SubjectKind, account),
            Reason = null,
            Scope = KeyScope.Person(account.Value),
            Payload = new { Link = id, ExpiresAt = expires, Sample = sample },
        });
        return new MadeLink(id, Base64Url.EncodeToString(token), expires);
    }

    /// <summary>Whose link it is, without using it up: a mail scanner that follows links must not sign in.</summary>
    public (AgencyId Agency, AccountId Account)? Look(string? token)
    {
        if (Read(token) is not { } parts) return null;
        using var db = reads.Open(parts.Agency);
        var link = db.Set<SignInLink>().SingleOrDefault(row => row.Id == parts.Id);
        if (link is null || !CryptographicOperations.FixedTimeEquals(link.SecretHash, parts.Hash)) return null;
        var active = db.Set<Account>().Any(row => row.Id == link.Account && row.Active);
        return LinkRules.Usable(link.ExpiresAt, link.UsedAt, active, clock.GetUtcNow()) ? (parts.Agency, link.Account) : null;
    }

    /// <summary>Uses the link up inside a change; null where it cannot be used.</summary>
    internal static SignInLink? UseIn(Work work, byte[] hash, SignInLinkId id)
    {
        var link = work.Db.Set<SignInLink>().SingleOrDefault(row => row.Id == id);
        if (link is null || !CryptographicOperations.FixedTimeEquals(link.SecretHash, hash)) return null;
        var active = work.Db.Set<Account>().Any(row => row.Id == link.Account && row.Active);
        if (!LinkRules.Usable(link.ExpiresAt, link.UsedAt, active, work.Now)) return null;
        link.UsedAt = work.Now;
        return link;
    }

    internal static (AgencyId Agency, SignInLinkId Id, byte[] Hash)? Read(string? token)
    {
        Span<byte> bytes = stackalloc byte[TokenBytes];
        if (!TokenText.TryRead(token, bytes)) return null;
        return (new AgencyId(TypedId.FromBytes(bytes[..16])), new SignInLinkId(TypedId.FromBytes(bytes[16..32])), SHA256.HashData(bytes[32..]));
    }
}
