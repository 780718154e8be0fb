using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

/// <param name="Id">Given where the caller derives ids (a sample, an import); otherwise a new one is made.</param>
/// <param name="Roles">Granted at once where the creator may, otherwise proposed.</param>
public sealed record NewAccount(string Login, string Name, string Title, UnitId? Unit, IReadOnlyList<string> Languages)
{
    public AccountId? Id { get; init; }
    public IReadOnlyList<Role> Roles { get; init; } = [];
    public string? Reason { get; init; }
}

/// <summary>Makes an account. It can do nothing until its person signs in with a one-time link and sets a password and a second factor.</summary>
public sealed class CreateAccount(UnitOfWork changes, Accounts accounts)
{
    public static readonly ActKind Created = new("people.account-created");

    public Task<Outcome<AccountId>> Run(Actor actor, NewAccount input) => changes.Commit<AccountId>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)) return ActsRefusals.NotAllowed;
        var refusals = Check(work, input);
        if (refusals.Count > 0) return refusals;
        var account = Write(work, input);
        var held = new HashSet<Role>();
        foreach (var role in input.Roles.Distinct().Where(role => role != Role.Member))
        {
            var (grant, refused) = GrantRules.Granting(doer, new Holder(account.Id, held, Active: true), role);
            if (refused.Count > 0) return refused;
            GrantRole.Write(work, account, role, grant, input.Reason);
            held.Add(role);
        }
        accounts.ChangedIn(work);
        return account.Id;
    });

    internal static List<Refusal> Check(Work work, NewAccount input)
    {
        var refusals = AccountRules.Naming(input.Name, input.Title);
        refusals.AddRange(AccountRules.Languages(input.Languages));
        if (!AccountRules.IsLogin(input.Login)) refusals.Add(PeopleRefusals.LoginMalformed.At("Login"));
        else if (work.Db.Set<Account>().Any(account => account.Login == input.Login)) refusals.Add(PeopleRefusals.LoginTaken.At("Login"));
        if (input.Unit is { } unit && !work.Db.Set<Unit>().Any(row => row.Id == unit)) refusals.Add(PeopleRefusals.UnitUnknown.At("Unit"));
        return refusals;
    }

    internal static Account Write(Work work, NewAccount input)
    {
        var account = new Account
        {
            Id = input.Id ?? new AccountId(Guid.CreateVersion7(work.Now)),
            Agency = work.Actor.Agency,
            Login = input.Login,
            Name = input.Name.Trim(),
            Title = input.Title.Trim(),
            Unit = input.Unit,
            Languages = input.Languages,
            MadeAt = work.Now,
            ChangedAt = work.Now,
        };
        work.Db.Add(account);
        work.Record(new Act
        {
            Kind = Created,
            Subject = Subject.Of(Account.SubjectKind, account.Id),
            Reason = Reason.FromText(input.Reason),
            Scope = KeyScope.Person(account.Id.Value),
            Payload = new { account.Login, account.Name, account.Title, account.Unit, account.Languages },
        });
        return account;
    }
}
