using System.Security.Cryptography;
using System.Text;
using OtpNet;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Notices;
using Probity.People.Roles;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

public sealed record CodeSheet(FactorId Id, IReadOnlyList<string> Codes);

/// <summary>
/// Second factors: an authenticator (time-based codes, RFC 6238, 6 digits, 30 s, one step either side, each step once) or a printed sheet of ten codes for
/// people who have no phone on duty. Each is good only after its person has shown one code of it.
/// </summary>
public sealed class SecondFactors(UnitOfWork changes, Reads reads, DataKeys keys, MasterKey master, SignedIn sessions)
{
    public static readonly ActKind Enrolled = new("people.second-factor-enrolled");
    public static readonly ActKind Removed = new("people.second-factors-removed", NeedsReason: true);
    public const string RemovedDuty = "people.second-factors-removed";

    public const int CodesPerSheet = 10;

    private readonly byte[] _sheets = master.Derive("probity code sheets v1");

    /// <summary>Confirmed factors of the person, oldest first.</summary>
    public IReadOnlyList<(FactorKind Kind, DateTimeOffset Since, int CodesLeft)> Of(AgencyId agency, AccountId account)
    {
        using var db = reads.Open(agency);
        var factors = db.Set<Factor>().Where(row => row.Account == account && row.ConfirmedAt != null && row.RemovedAt == null).OrderBy(row => row.MadeAt).ToList();
        return [.. factors.Select(row => (row.Kind, row.ConfirmedAt!.Value, db.Set<SheetCode>().Count(code => code.Factor == row.Id && code.UsedAt == null)))];
    }

    /// <summary>Starts an authenticator; an unfinished earlier start is forgotten.</summary>
    public Task<Outcome<FactorId>> BeginAuthenticator(LiveSession session) => changes.Commit<FactorId>(session.Actor, work =>
    {
        Forget(work, session.Account, FactorKind.Authenticator, confirmed: false);
        var id = new FactorId(Guid.CreateVersion7(work.Now));
        work.Db.Add(new Factor
        {
            Id = id,
            Agency = session.Agency,
            Account = session.Account,
            Kind = FactorKind.Authenticator,
            Secret = work.Seal(keys, session.Account, RandomNumberGenerator.GetBytes(20), id),
            MadeAt = work.Now,
        });
        return id;
    });

    /// <summary>The secret of an authenticator that was started and not yet confirmed; afterwards nobody sees it again.</summary>
    public byte[]? SecretToShow(LiveSession session)
    {
        using var db = reads.Open(session.Agency);
        var factor = db.Set<Factor>().Where(row => row.Account == session.Account && row.Kind == FactorKind.Authenticator && row.ConfirmedAt == null && row.RemovedAt == null)
            .OrderByDescending(row => row.MadeAt).FirstOrDefault();
        return factor is null ? null : Secret(factor);
    }

    /// <summary>Makes ten codes. They are shown now and never again; an earlier sheet stays valid until the new one is confirmed.</summary>
    public async Task<Outcome<CodeSheet>> MakeSheet(LiveSession session)
    {
        var codes = Enumerable.Range(0, CodesPerSheet).Select(_ => SheetCodes.New()).ToList();
        return await changes.Commit<CodeSheet>(session.Actor, work =>
        {
            Forget(work, session.Account, FactorKind.CodeSheet, confirmed: false);
            var id = new FactorId(Guid.CreateVersion7(work.Now));
            work.Db.Add(new Factor { Id = id, Agency = session.Agency, Account = session.Account, Kind = FactorKind.CodeSheet, Secret = null, MadeAt = work.Now });
            for (var i = 0; i < codes.Count; i++)
                work.Db.Add(new SheetCode { Agency = session.Agency, Factor = id, Number = i + 1, Hash = HashOf(id, codes[i]) });
            return new CodeSheet(id, codes);
        });
    }

    /// <summary>The person shows a code of the factor that was started; from now on it counts and an older one of its kind does not.</summary>
    public Task<Outcome<Done>> Confirm(LiveSession session, FactorKind kind, string? code) => changes.Commit<Done>(session.Actor, work =>
    {
        var factor = work.Db.Set<Factor>().Where(row => row.Account == session.Account && row.Kind == kind && row.ConfirmedAt == null && row.RemovedAt == null)
            .OrderByDescending(row => row.MadeAt).FirstOrDefault();
        if (factor is null) return ActsRefusals.Unknown;
        if (kind == FactorKind.Authenticator ? !TakeStep(factor, code, work.Now) : FindCode(work, factor, code) is null) return PeopleRefusals.FactorRefused.At("Code");
        Forget(work, session.Account, kind, confirmed: true);
        factor.ConfirmedAt = work.Now;
        TellOfFactors.FallIn(work, session.Account);
        work.Record(new Act
        {
            Kind = Enrolled,
            Subject = Subject.Of(Account.SubjectKind, session.Account),
            Reason = null,
            Scope = KeyScope.Person(session.Account.Value),
            Payload = new { Factor = kind },
        });
        return Done.It;
    });

    /// <summary>
    /// For someone who lost phone and sheet: takes all second factors away, ends every session, and lets the person know at their next sign-in. Of an oversight
    /// or audit account the others are told, for whoever then makes a link could step into it.
    /// </summary>
    public Task<Outcome<Done>> RemoveAll(Actor actor, AccountId account, string? reason) => changes.Commit<Done>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)) return ActsRefusals.NotAllowed;
        var row = work.Db.Set<Account>().SingleOrDefault(row => row.Id == account);
        if (row is null) return ActsRefusals.Unknown;
        var refusals = new List<Refusal>();
        if (doer.Id == account) refusals.Add(PeopleRefusals.OwnAccount);
        var why = Reason.FromText(reason);
        if (why is null) refusals.Add(ActsRefusals.ReasonMissing.At("Reason"));
        var holder = work.Holder(row);
        var watches = TakeRules.Watches(holder.Roles);
        if (watches && TakeRules.Witnesses(account, work.Holders(Role.Auditor, Role.Oversight)).Count == 0) refusals.Add(PeopleRefusals.LastOversight);
        if (refusals.Count > 0) return refusals;
        foreach (var factor in work.Db.Set<Factor>().Where(factor => factor.Account == account && factor.RemovedAt == null).ToList()) factor.RemovedAt = work.Now;
        foreach (var password in work.Db.Set<AccountPassword>().Where(password => password.Account == account).ToList()) work.Db.Remove(password);
        Passkeys.Passkeys.RemoveAllIn(work, account);
        sessions.EndAllIn(work, account, keep: null, doer.Id, "factorsRemoved");
        if (watches) OversightNotice.Write(work, row, "factorsRemoved", [.. holder.Roles.Order()], why!.Text);
        else
            work.Record(new Act
            {
                Kind = Removed,
                Subject = Subject.Of(Account.SubjectKind, account),
                Reason = why,
                Scope = KeyScope.Person(account.Value),
                Payload = new { },
            });
        TellOfFactors.FallIn(work, account);
        work.Owe(RemovedDuty, Subject.Of(PeopleSubjects.Mine, account), account, work.Now + TimeSpan.FromDays(1));
        return Done.It;
    });

    internal static bool HasFactor(Work work, AccountId account) =>
        work.Db.Set<Factor>().Any(row => row.Account == account && row.ConfirmedAt != null && row.RemovedAt == null) || Passkeys.Passkeys.Has(work, account);

    /// <summary>Takes a code inside a change: six digits are an authenticator's, anything else is from a sheet. Null where it is wrong or was used.</summary>
    internal FactorKind? TakeIn(Work work, AccountId account, string? code)
    {
        var factors = work.Db.Set<Factor>().Where(row => row.Account == account && row.ConfirmedAt != null && row.RemovedAt == null).ToList();
        foreach (var factor in factors)
            if (factor.Kind == FactorKind.Authenticator)
            {
                if (TakeStep(factor, code, work.Now)) return FactorKind.Authenticator;
            }
            else if (FindCode(work, factor, code) is { UsedAt: null } found)
            {
                found.UsedAt = work.Now;
                return FactorKind.CodeSheet;
            }
        return null;
    }

    private bool TakeStep(Factor factor, string? code, DateTimeOffset now)
    {
        var digits = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != 6 || !digits.All(char.IsAsciiDigit)) return false;
        var totp = new Totp(Secret(factor));
        if (!totp.VerifyTotp(now.UtcDateTime, digits, out var step, new VerificationWindow(previous: 1, future: 1)) || step <= factor.LastStep) return false;
        factor.LastStep = step;
        return true;
    }

    private SheetCode? FindCode(Work work, Factor factor, string? code)
    {
        if (SheetCodes.Normal(code) is not { } normal) return null;
        var hash = HashOf(factor.Id, normal);
        return work.Db.Set<SheetCode>().Where(row => row.Factor == factor.Id).ToList().Find(row => CryptographicOperations.FixedTimeEquals(row.Hash, hash));
    }

    private byte[] HashOf(FactorId sheet, string code)
    {
        Span<byte> text = stackalloc byte[16 + SheetCodes.Length];
        TypedId.Bytes(sheet.Value).CopyTo(text);
        Encoding.ASCII.GetBytes(SheetCodes.Normal(code)!, text[16..]);
        return HMACSHA256.HashData(_sheets, text);
    }

    private byte[] Secret(Factor factor) =>
        keys.For(factor.Agency, KeyScope.Person(factor.Account.Value)).Open(factor.Secret!, TypedId.Bytes(factor.Id.Value));

    private static void Forget(Work work, AccountId account, FactorKind kind, bool confirmed)
    {
        foreach (var row in work.Db.Set<Factor>().Where(row => row.Account == account && row.Kind == kind && row.RemovedAt == null).ToList())
            if (row.ConfirmedAt is not null == confirmed) row.RemovedAt = work.Now;
    }
}

file static class Sealing
{
    public static byte[] Seal(this Work work, DataKeys keys, AccountId account, byte[] secret, FactorId bound) =>
        keys.For(work.Actor.Agency, KeyScope.Person(account.Value)).Seal(secret, TypedId.Bytes(bound.Value));
}
