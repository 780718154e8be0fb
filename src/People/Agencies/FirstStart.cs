using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Settings;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.People.Agencies;

/// <param name="Administrator">Keeps the accounts from here on.</param>
/// <param name="Leader">The accountable leader, who confirms every role with case rights. Without one no such role can be granted until <see cref="FirstStart.NameLeader"/>.</param>
public sealed record NewAgency(string Name, string Code, IReadOnlyList<string> Languages, NewAccount Administrator, NewAccount? Leader = null)
{
    public AgencyId? Id { get; init; }
    public string TimeZone { get; init; } = "UTC";
    public bool Sample { get; init; }
    public bool Sandbox { get; init; }

    /// <summary>Settings of other rooms that the agency begins with, by the names those rooms give.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

public sealed record MadeAgency(AgencyId Id, AccountId Administrator, AccountId? Leader);

/// <summary>
/// The first act of an agency: it, its first administrator and its first leader come into being together, by the hand of the installation. Every further
/// account comes through the verbs, under the rules of granting.
/// </summary>
public sealed class FirstStart(UnitOfWork changes, AgencyBook agencies, Accounts.Accounts accounts, TimeProvider clock)
{
    public static readonly ActKind AgencyMade = new("people.agency-made");
    public static readonly ActKind LeaderNamed = new("people.leader-named", NeedsReason: true);

    public Task<Outcome<MadeAgency>> MakeAgency(NewAgency input)
    {
        var id = input.Id ?? TypedId.New<AgencyId>(clock);
        return changes.Commit<MadeAgency>(Actor.Installation(id), work =>
        {
            var refusals = AgencyRules.Check(input.Name, input.Code, input.Languages, input.TimeZone);
            if (agencies.All.Any(agency => agency.Code == input.Code || agency.Id == id)) refusals.Add(PeopleRefusals.CodeTaken.At("Code"));
            refusals.AddRange(CreateAccount.Check(work, input.Administrator));
            if (input.Leader is { } candidate) refusals.AddRange(CreateAccount.Check(work, candidate));
            if (input.Leader?.Login == input.Administrator.Login) refusals.Add(PeopleRefusals.LoginTaken.At("Leader.Login"));
            if (refusals.Count > 0) return refusals;
            work.Db.Add(new AgencyRecord
            {
                Agency = id, Name = input.Name.Trim(), Code = input.Code, Languages = input.Languages, TimeZone = input.TimeZone, Sample = input.Sample || input.Sandbox, Sandbox = input.Sandbox, MadeAt = work.Now,
            });
            foreach (var (name, value) in input.Settings) work.PutSetting(id, name, value);
            work.Record(new Act
            {
                Kind = AgencyMade,
                Subject = Subject.Of(AgencyRecord.SubjectKind, id),
                Reason = null,
                Scope = KeyScope.Agency,
                Payload = new { input.Name, input.Code, input.Languages, input.TimeZone, input.Sample, input.Sandbox, input.Settings },
            });
            var administrator = With(work, input.Administrator, Role.Administrator);
            AccountId? leader = input.Leader is { } named ? With(work, named, Role.Leader) : null;
            accounts.ChangedIn(work);
            work.Forgets(AgencyBook.Memory, id.ToString(), agencies.Forget);
            return new MadeAgency(id, administrator, leader);
        });
    }

    /// <summary>Names the leader of an agency that has none: by the installation (its command line), never by a person, because nobody grants what they do not hold.</summary>
    public Task<Outcome<AccountId>> NameLeader(AgencyId agency, AccountId person, string? reason) => changes.Commit<AccountId>(Actor.Installation(agency), work =>
    {
        var account = work.Db.Set<Account>().SingleOrDefault(row => row.Id == person);
        if (account is null) return ActsRefusals.Unknown;
        var refusals = new List<Refusal>();
        if (work.Holders(Role.Leader).Count > 0) refusals.Add(PeopleRefusals.LeaderExists);
        if (!account.Active) refusals.Add(PeopleRefusals.AccountDisabled);
        var held = work.Holder(account).Roles.Where(role => !GrantRules.MayMeet(role, Role.Leader)).ToList();
        refusals.AddRange(held.Select(role => PeopleRefusals.RolesDoNotMeet.With(("role", Role.Leader), ("held", role))));
        if (Reason.FromText(reason) is not { } why) refusals.Add(ActsRefusals.ReasonMissing.At("Reason"));
        else if (refusals.Count == 0)
        {
            work.Db.Add(new AccountRole { Agency = agency, Account = person, Role = Role.Leader, GrantedAt = work.Now, GrantedBy = null });
            account.ChangedAt = work.Now;
            work.Record(new Act { Kind = LeaderNamed, Subject = Subject.Of(Account.SubjectKind, person), Reason = why, Scope = KeyScope.Person(person.Value), Payload = new { } });
            accounts.ChangedIn(work);
            return person;
        }
        return refusals;
    });

    private static AccountId With(Work work, NewAccount input, Role role)
    {
        var account = CreateAccount.Write(work, input);
        GrantRole.Give(work, account, role, grantedBy: null, confirmedBy: null, reason: null);
        return account.Id;
    }
}
