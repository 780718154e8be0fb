using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.People.Accounts;

namespace Probity.People.Roles;

/// <summary>The second person's answer to a proposed role. Declining takes a reason; confirming is answered for by name.</summary>
public sealed class DecideProposal(UnitOfWork changes, Accounts.Accounts accounts)
{
    public static readonly ActKind Declined = new("people.role-declined", NeedsReason: true);

    public Task<Outcome<AccountId>> Confirm(Actor actor, RoleProposalId id, string? reason) => Run(actor, id, reason, confirm: true);

    public Task<Outcome<AccountId>> Decline(Actor actor, RoleProposalId id, string? reason) => Run(actor, id, reason, confirm: false);

    private Task<Outcome<AccountId>> Run(Actor actor, RoleProposalId id, string? reason, bool confirm) => changes.Commit<AccountId>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer) return ActsRefusals.NotAllowed;
        var proposal = work.Db.Set<RoleProposal>().SingleOrDefault(proposal => proposal.Id == id);
        if (proposal is null) return ActsRefusals.Unknown;
        if (proposal.State != ProposalState.Waiting) return PeopleRefusals.ProposalDecided;
        var account = work.Db.Set<Account>().Single(account => account.Id == proposal.Account);
        if (confirm)
        {
            var refusals = GrantRules.Confirming(doer, proposal.ProposedBy, work.Holder(account), proposal.Role);
            if (refusals.Count > 0) return refusals;
            GrantRole.Give(work, account, proposal.Role, proposal.ProposedBy, confirmedBy: doer.Id, reason);
        }
        else
        {
            if (!GrantRules.Covers(doer.Roles, proposal.Role) || doer.Id == proposal.ProposedBy || doer.Id == account.Id) return PeopleRefusals.RightNotHeld;
            if (Reason.FromText(reason) is not { } why) return ActsRefusals.ReasonMissing.At("Reason");
            work.Record(new Act
            {
                Kind = Declined,
                Subject = Subject.Of(Account.SubjectKind, account.Id),
                Reason = why,
                Scope = KeyScope.Person(account.Id.Value),
                Payload = new { proposal.Role, Proposal = proposal.Id },
            });
        }
        proposal.State = confirm ? ProposalState.Confirmed : ProposalState.Declined;
        proposal.DecidedBy = doer.Id;
        proposal.DecidedAt = work.Now;
        proposal.DecisionReason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        work.Settle(RoleProposal.DutyKind, Subject.Of(RoleProposal.SubjectKind, proposal.Id));
        accounts.ChangedIn(work);
        return account.Id;
    });
}
