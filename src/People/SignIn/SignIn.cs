using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Acts.Telemetry;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Sessions;
using Probity.People.SignIn.Passkeys;

namespace Probity.People.SignIn;

/// <param name="Cookie">The session's secret, for the cookie alone.</param>
public sealed record Ticket(string Cookie, Stage Stage);

/// <summary>
/// Signing in, in two steps: a password or a one-time link, then a second factor. An unknown name, a wrong password and a switched-off account are answered
/// with the same words after the same work.
/// </summary>
public sealed class SignIn(UnitOfWork changes, Reads reads, AgencyBook agencies, Passwords passwords, SecondFactors factors, SignedIn sessions, Attempts attempts, Passkeys.Passkeys passkeys)
{
    public static readonly ActKind Entered = new("people.signed-in");
    public static readonly ActKind Confirmed = new("people.confirmed");
    public static readonly ActKind HeldBack = new("people.sign-in-held-back");

    /// <summary>Wrong answers are counted per step: a name that was typed, and the second step of an account.</summary>
    private const string Login = "login:", Second = "factor:";

    public Task<Outcome<Ticket>> ByPassword(string? login, string? password, Origin origin) => Counted("password", WithPassword(login, password, origin));

    public Task<Outcome<Ticket>> ByLink(string? token, Origin origin) => Counted("link", WithLink(token, origin));

    /// <summary>The second step. The session gets a new secret, so one that somebody planted before is worth nothing.</summary>
    public Task<Outcome<Ticket>> SecondStep(LiveSession half, string? code, Origin origin) => Counted("second", WithSecond(half, code, origin));

    private static async Task<Outcome<Ticket>> Counted(string step, Task<Outcome<Ticket>> signingIn)
    {
        var outcome = await signingIn;
        Measures.SignIn(step, outcome);
        return outcome;
    }

    private async Task<Outcome<Ticket>> WithPassword(string? login, string? password, Origin origin)
    {
        var typed = (login ?? "").Trim().ToLowerInvariant();
        if (typed.Length > 120 || (password?.Length ?? 0) > 4 * PasswordRules.Longest) return PeopleRefusals.SignInRefused;
        var (agency, name) = Where(typed);
        if (attempts.Admit(agency, name, origin.Address) is { } wait) return wait;
        var (account, stored) = agency is { } known ? Known(known, name) : default;
        if (!await passwords.Verify(stored, password ?? ""))
        {
            if (agency is { } there) await Failed(there, name, account);
            return PeopleRefusals.SignInRefused;
        }
        return await changes.Commit<Ticket>(Actor.Person(agency!.Value, account!.Value), work =>
        {
            if (work.Holder(account.Value) is not { Active: true }) return PeopleRefusals.SignInRefused;
            var stage = SecondFactors.HasFactor(work, account.Value) ? Stage.SecondFactor : Stage.SetUp;
            return new Ticket(sessions.OpenIn(work, account.Value, stage, FirstStep.Password, null, origin), stage);
        });
    }

    private async Task<Outcome<Ticket>> WithLink(string? token, Origin origin)
    {
        if (SignInLinks.Read(token) is not { } link) return PeopleRefusals.LinkUnusable;
        if (attempts.Admit(origin.Address) is { } wait) return wait;
        if (agencies.Find(link.Agency) is null) return PeopleRefusals.LinkUnusable;
        return await changes.Commit<Ticket>(Actor.Installation(link.Agency), work =>
        {
            if (SignInLinks.UseIn(work, link.Hash, link.Id) is not { } used) return PeopleRefusals.LinkUnusable;
            var stage = LinkRules.Opens(used.Sample, SecondFactors.HasFactor(work, used.Account));
            var first = used.Sample ? FirstStep.SampleLink : FirstStep.Link;
            if (stage == Stage.Full) Record(work, used.Account, first, null);
            return new Ticket(sessions.OpenIn(work, used.Account, stage, first, null, origin), stage);
        });
    }

    private async Task<Outcome<Ticket>> WithSecond(LiveSession half, string? code, Origin origin)
    {
        if (half.Stage != Stage.SecondFactor) return PeopleRefusals.SessionEnded;
        var name = Second + half.Account;
        if (attempts.Admit(half.Agency, name, origin.Address) is { } wait) return wait;
        var outcome = await changes.Commit<Ticket>(half.Actor, work =>
        {
            if (work.Holder(half.Account) is not { Active: true }) return PeopleRefusals.SignInRefused;
            if (factors.TakeIn(work, half.Account, code) is not { } kind) return PeopleRefusals.FactorRefused.At("Code");
            attempts.SucceededIn(work, name);
            attempts.SucceededIn(work, LoginName(work.Db.Set<Account>().Single(row => row.Id == half.Account).Login));
            return Enter(work, half, kind, origin);
        });
        if (!outcome.Done) await Failed(half.Agency, name, half.Account);
        return outcome;
    }

    /// <summary>Both steps at once: the device is what the person has, and it recognised them. The key says whose it is; no name is typed.</summary>
    public async Task<Outcome<Ticket>> ByPasskey(string? typed, Site site, Origin origin)
    {
        if (attempts.Admit(origin.Address) is { } wait) return wait;
        if (PasskeyAnswer.Read(typed) is not { } answer || Passkeys.Passkeys.Whose(answer.UserHandle) is not var (agency, account) || agencies.Find(agency) is null) return PeopleRefusals.PasskeyRefused;
        return await changes.Commit<Ticket>(Actor.Person(agency, account), work =>
        {
            if (work.Holder(account) is not { Active: true } || !passkeys.TakeIn(work, account, answer, site, origin.DeviceMark)) return PeopleRefusals.PasskeyRefused;
            Record(work, account, FirstStep.Passkey, null);
            return new Ticket(sessions.OpenIn(work, account, Stage.Full, FirstStep.Passkey, null, origin), Stage.Full);
        });
    }

    public async Task<Outcome<Ticket>> SecondStepByPasskey(LiveSession half, string? typed, Site site, Origin origin)
    {
        if (half.Stage != Stage.SecondFactor) return PeopleRefusals.SessionEnded;
        var name = Second + half.Account;
        if (attempts.Admit(half.Agency, name, origin.Address) is { } wait) return wait;
        return await changes.Commit<Ticket>(half.Actor, work =>
        {
            if (work.Holder(half.Account) is not { Active: true }) return PeopleRefusals.SignInRefused;
            if (PasskeyAnswer.Read(typed) is not { } answer || !passkeys.TakeIn(work, half.Account, answer, site, Passkeys.Passkeys.Bound(half.Id))) return PeopleRefusals.PasskeyRefused;
            attempts.SucceededIn(work, name);
            return Enter(work, half, FactorKind.Passkey, origin);
        });
    }

    /// <summary>
    /// Somebody who is signed in shows again that it is them: by what they also have when they sign in, never by the password alone. Wrong answers count with those of the second step.
    /// </summary>
    public Task<Outcome<Ticket>> Confirm(LiveSession session, string? code, Origin origin) => Counted("confirm", WithProof(session, origin, work =>
        factors.TakeIn(work, session.Account, code) is { } kind ? kind : PeopleRefusals.FactorRefused.At("ConfirmCode")));

    public Task<Outcome<Ticket>> ConfirmByPasskey(LiveSession session, string? typed, Site site, Origin origin) => Counted("confirm", WithProof(session, origin, work =>
        PasskeyAnswer.Read(typed) is { } answer && passkeys.TakeIn(work, session.Account, answer, site, Passkeys.Passkeys.Bound(session.Id)) ? FactorKind.Passkey : PeopleRefusals.PasskeyRefused));

    private async Task<Outcome<Ticket>> WithProof(LiveSession session, Origin origin, Func<Work, Outcome<FactorKind>> prove)
    {
        if (session.Stage != Stage.Full) return PeopleRefusals.SessionEnded;
        var name = Second + session.Account;
        if (attempts.Admit(session.Agency, name, origin.Address) is { } wait) return wait;
        var outcome = await changes.Commit<Ticket>(session.Actor, work =>
        {
            if (work.Holder(session.Account) is not { Active: true }) return PeopleRefusals.SignInRefused;
            var proof = prove(work);
            if (!proof.Done) return Outcome<Ticket>.No(proof.Refusals);
            if (sessions.RenewIn(work, session.Id, origin) is not { } cookie) return PeopleRefusals.SessionEnded;
            attempts.SucceededIn(work, name);
            Record(work, Confirmed, session.Account, new { session.Account, With = proof.Value });
            return new Ticket(cookie, Stage.Full);
        });
        if (!outcome.Done) await Failed(session.Agency, name, session.Account);
        return outcome;
    }

    /// <summary>A new person has set password and second factor: from here on the account is in use.</summary>
    public Task<Outcome<Ticket>> FinishSetUp(LiveSession half, Origin origin) => changes.Commit<Ticket>(half.Actor, work =>
    {
        if (half.Stage != Stage.SetUp || work.Holder(half.Account) is not { Active: true }) return PeopleRefusals.SessionEnded;
        var factor = work.Db.Set<Factor>().Where(row => row.Account == half.Account && row.ConfirmedAt != null && row.RemovedAt == null).OrderBy(row => row.MadeAt).FirstOrDefault();
        if (factor is null || !work.Db.Set<AccountPassword>().Any(row => row.Account == half.Account)) return PeopleRefusals.SessionEnded;
        return Enter(work, half, factor.Kind, origin);
    });

    private Outcome<Ticket> Enter(Work work, LiveSession half, FactorKind factor, Origin origin)
    {
        if (!sessions.EndIn(work, half.Id, half.Account, "wentOn")) return PeopleRefusals.SessionEnded;
        Record(work, half.Account, half.FirstStep, factor);
        return new Ticket(sessions.OpenIn(work, half.Account, Stage.Full, half.FirstStep, factor, origin), Stage.Full);
    }

    private static void Record(Work work, AccountId account, FirstStep first, FactorKind? second) => Record(work, Entered, account, new { Account = account, First = first, Second = second });

    private static void Record(Work work, ActKind kind, AccountId account, object payload) => work.Record(new Act
    {
        Kind = kind,
        Subject = Subject.Of(Account.SubjectKind, account),
        Reason = null,
        Scope = KeyScope.Person(account.Value),
        Payload = payload,
    });

    /// <summary>"name@agency", or "name" alone where the installation has one agency.</summary>
    private (AgencyId? Agency, string Name) Where(string typed)
    {
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (agencies.Only?.Id, LoginName(typed)) : (agencies.ByCode(typed[(at + 1)..])?.Id, LoginName(typed[..at]));
    }

    private static string LoginName(string login) => Login + login;

    private (AccountId? Account, string? Stored) Known(AgencyId agency, string name)
    {
        var login = name[Login.Length..];
        using var db = reads.Open(agency);
        var account = db.Set<Account>().Where(row => row.Login == login && row.Active).Select(row => (AccountId?)row.Id).SingleOrDefault();
        return (account, account is null ? null : db.Set<AccountPassword>().Where(row => row.Account == account.Value).Select(row => row.Hash).SingleOrDefault());
    }

    /// <summary>The first wait of a known account is an act, so that its person and oversight can see that somebody is trying.</summary>
    private Task Failed(AgencyId agency, string name, AccountId? account) => attempts.Failed(agency, name, (work, failures) =>
    {
        if (account is { } tried) Record(work, HeldBack, tried, new { Failures = failures });
    });
}
