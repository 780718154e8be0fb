using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Roles;
using Probity.People.Sessions;

namespace Probity.People.Accounts;

/// <summary>Switches an account off, which ends its sessions and its open links at once, and on again.</summary>
public sealed class SwitchAccount(UnitOfWork changes, Accounts accounts, SignedIn sessions)
{
    public static readonly ActKind Disabled = new("people.account-disabled", NeedsReason: true);
    public static readonly ActKind Enabled = new("people.account-enabled", NeedsReason: true);

    public Task<Outcome<Done>> Off(Actor actor, AccountId id, string? reason) => changes.Commit<Done>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer) return ActsRefusals.NotAllowed;
        var account = work.Db.Set<Account>().SingleOrDefault(account => account.Id == id);
        if (account is null) return ActsRefusals.Unknown;
        if (!account.Active) return PeopleRefusals.AccountDisabled;
        var from = work.Holder(account);
        var others = work.Holders(Enum.GetValues<Role>()).Where(holder => holder.Id != id).ToList();
        var refusals = TakeRules.Taking(doer, from, from.Roles, others, reason);
        if (refusals.Count > 0) return refusals;
        account.Active = false;
        account.DisabledAt = account.ChangedAt = work.Now;
        sessions.EndAllIn(work, id, keep: null, by: doer.Id, why: "accountDisabled");
        if (TakeRules.Watches(from.Roles)) OversightNotice.Write(work, account, "disabled", [.. from.Roles.Order()], reason!);
        else Record(work, Disabled, id, reason);
        accounts.ChangedIn(work);
        return Done.It;
    }, urgent: true);

    public Task<Outcome<Done>> On(Actor actor, AccountId id, string? reason) => changes.Commit<Done>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)) return ActsRefusals.NotAllowed;
        var account = work.Db.Set<Account>().SingleOrDefault(account => account.Id == id);
        if (account is null) return ActsRefusals.Unknown;
        if (account.Active) return PeopleRefusals.AccountActive;
        if (string.IsNullOrWhiteSpace(reason)) return ActsRefusals.ReasonMissing.At("Reason");
        // Coming back is being granted the roles anew: those that the doer cannot hand on do not come back by themselves.
        foreach (var held in work.Db.Set<AccountRole>().Where(role => role.Account == id).ToList().Where(held => !GrantRules.Covers(doer.Roles, held.Role)))
        {
            work.Db.Remove(held);
            GrantRole.Write(work, account, held.Role, Grant.NeedsConfirmation, reason);
        }
        account.Active = true;
        account.DisabledAt = null;
        account.ChangedAt = work.Now;
        Record(work, Enabled, id, reason);
        accounts.ChangedIn(work);
        return Done.It;
    });

    private static void Record(Work work, ActKind kind, AccountId id, string? reason) => work.Record(new Act
    {
        Kind = kind,
        Subject = Subject.Of(Account.SubjectKind, id),
        Reason = Reason.FromText(reason),
        Scope = KeyScope.Person(id.Value),
        Payload = new { },
    });
}
