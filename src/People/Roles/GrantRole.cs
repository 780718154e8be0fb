using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.People.Accounts;

namespace Probity.People.Roles;

/// <summary>Grants a role, or proposes it where the giver could not hand on everything it carries.</summary>
public sealed class GrantRole(UnitOfWork changes, Accounts.Accounts accounts)
{
    public static readonly ActKind Granted = new("people.role-granted");
    public static readonly ActKind Proposed = new("people.role-proposed");

    /// <summary>How long a proposal may wait before it shows as late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    public Task<Outcome<Grant>> Run(Actor actor, AccountId id, Role role, string? reason) => changes.Commit<Grant>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer) return ActsRefusals.NotAllowed;
        var account = work.Db.Set<Account>().SingleOrDefault(account => account.Id == id);
        if (account is null) return ActsRefusals.Unknown;
        var (grant, refusals) = GrantRules.Granting(doer, work.Holder(account), role);
        if (work.Db.Set<RoleProposal>().Any(proposal => proposal.Account == id && proposal.Role == role && proposal.State == ProposalState.Waiting))
            refusals.Add(PeopleRefusals.RoleWaits.At("Role"));
        if (refusals.Count > 0) return refusals;
        Write(work, account, role, grant, reason);
        accounts.ChangedIn(work);
        return grant;
    });

    internal static void Write(Work work, Account account, Role role, Grant grant, string? reason)
    {
        if (grant == Grant.Now) Give(work, account, role, work.Actor.Account, confirmedBy: null, reason);
        else Propose(work, account, role, reason);
    }

    internal static void Give(Work work, Account account, Role role, AccountId? grantedBy, AccountId? confirmedBy, string? reason)
    {
        work.Db.Add(new AccountRole { Agency = account.Agency, Account = account.Id, Role = role, GrantedAt = work.Now, GrantedBy = grantedBy, ConfirmedBy = confirmedBy });
        account.ChangedAt = work.Now;
        work.Record(new Act
        {
            Kind = Granted,
            Subject = Subject.Of(Account.SubjectKind, account.Id),
            Reason = Reason.FromText(reason),
            Scope = KeyScope.Person(account.Id.Value),
            Payload = new { Role = role, GrantedBy = grantedBy, ConfirmedBy = confirmedBy },
        });
    }

    private static void Propose(Work work, Account account, Role role, string? reason)
    {
        var proposer = work.Actor.Account!.Value;
        var proposal = new RoleProposal
        {
            Id = new RoleProposalId(Guid.CreateVersion7(work.Now)),
            Agency = account.Agency,
            Account = account.Id,
            Role = role,
            ProposedBy = proposer,
            ProposedAt = work.Now,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        };
        work.Db.Add(proposal);
        var subject = Subject.Of(RoleProposal.SubjectKind, proposal.Id);
        foreach (var confirmer in work.Holders(Enum.GetValues<Role>()).Where(holder => GrantRules.MayConfirm(holder, proposer, account.Id, role)))
            work.Owe(RoleProposal.DutyRule, subject, confirmer.Id, work.Now + Patience);
        work.Record(new Act
        {
            Kind = Proposed,
            Subject = Subject.Of(Account.SubjectKind, account.Id),
            Reason = Reason.FromText(reason),
            Scope = KeyScope.Person(account.Id.Value),
            Payload = new { Role = role, Proposal = proposal.Id },
        });
    }
}
