using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

public sealed record AccountDetails(string Name, string Title, UnitId? Unit, IReadOnlyList<string> Languages);

/// <summary>Changes name, title, unit and languages. The login stays: acts and people remember it.</summary>
public sealed class ChangeAccount(UnitOfWork changes, Accounts accounts)
{
    public static readonly ActKind Changed = new("people.account-changed");

    public Task<Outcome<Done>> Run(Actor actor, AccountId id, AccountDetails input) => changes.Commit<Done>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)) return ActsRefusals.NotAllowed;
        var account = work.Db.Set<Account>().SingleOrDefault(account => account.Id == id);
        if (account is null) return ActsRefusals.Unknown;
        var refusals = AccountRules.Naming(input.Name, input.Title);
        refusals.AddRange(AccountRules.Languages(input.Languages));
        if (input.Unit is { } unit && !work.Db.Set<Unit>().Any(row => row.Id == unit)) refusals.Add(PeopleRefusals.UnitUnknown.At("Unit"));
        if (refusals.Count > 0) return refusals;
        var before = new { account.Name, account.Title, account.Unit, account.Languages };
        (account.Name, account.Title, account.Unit, account.Languages, account.ChangedAt) = (input.Name.Trim(), input.Title.Trim(), input.Unit, input.Languages, work.Now);
        work.Record(new Act
        {
            Kind = Changed,
            Subject = Subject.Of(Account.SubjectKind, id),
            Reason = null,
            Scope = KeyScope.Person(id.Value),
            Payload = new { Before = before, After = new { account.Name, account.Title, account.Unit, account.Languages } },
        });
        accounts.ChangedIn(work);
        return Done.It;
    });
}
