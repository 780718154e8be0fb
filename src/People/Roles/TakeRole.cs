using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.People.Accounts;

namespace Probity.People.Roles;

/// <summary>Takes a role away, with the reason.</summary>
public sealed class TakeRole(UnitOfWork changes, Accounts.Accounts accounts)
{
    public static readonly ActKind Taken = new("people.role-taken", NeedsReason: true);

    public Task<Outcome<Done>> Run(Actor actor, AccountId id, Role role, string? reason) => changes.Commit<Done>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer) return ActsRefusals.NotAllowed;
        var account = work.Db.Set<Account>().SingleOrDefault(account => account.Id == id);
        if (account is null) return ActsRefusals.Unknown;
        var from = work.Holder(account);
        if (!from.Roles.Contains(role)) return PeopleRefusals.RoleNotHeld;
        var others = work.Holders(Enum.GetValues<Role>()).Where(holder => holder.Id != id).ToList();
        var refusals = TakeRules.Taking(doer, from, new HashSet<Role> { role }, others, reason);
        if (refusals.Count > 0) return refusals;
        work.Db.Remove(work.Db.Set<AccountRole>().Single(held => held.Account == id && held.Role == role));
        account.ChangedAt = work.Now;
        if (TakeRules.Watches(new HashSet<Role> { role })) OversightNotice.Write(work, account, "roleTaken", [role], reason!);
        else
            work.Record(new Act
            {
                Kind = Taken,
                Subject = Subject.Of(Account.SubjectKind, id),
                Reason = Reason.FromText(reason),
                Scope = KeyScope.Person(id.Value),
                Payload = new { Role = role },
            });
        accounts.ChangedIn(work);
        return Done.It;
    });
}
