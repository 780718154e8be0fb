using Microsoft.EntityFrameworkCore;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.People.Roles;

namespace Probity.People.Accounts;

/// <summary>Accounts as a verb reads them inside its transaction, where nothing can be out of date.</summary>
internal static class AccountsInWork
{
    /// <summary>Who acts, as the rules of granting see them; null for a client, the installation, or an account that is gone.</summary>
    public static Holder? Doer(this Work work) => work.Actor.Account is { } id ? work.Holder(id) : null;

    public static Holder? Holder(this Work work, AccountId id)
    {
        var account = work.Db.Set<Account>().SingleOrDefault(account => account.Id == id);
        return account is null ? null : work.Holder(account);
    }

    public static Holder Holder(this Work work, Account account) =>
        new(account.Id, work.Db.Set<AccountRole>().Where(role => role.Account == account.Id).Select(role => role.Role).ToHashSet(), account.Active);

    /// <summary>Every active account that holds one of the roles.</summary>
    public static List<Holder> Holders(this Work work, params Role[] roles)
    {
        var held = work.Db.Set<AccountRole>().AsNoTracking()
            .Join(work.Db.Set<Account>().Where(account => account.Active), role => role.Account, account => account.Id, (role, _) => new { role.Account, role.Role })
            .ToList();
        return [.. held.GroupBy(pair => pair.Account, pair => pair.Role).Where(group => roles.Any(group.Contains)).Select(group => new Holder(group.Key, group.ToHashSet(), true))];
    }
}
