using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Accounts;

namespace Probity.People.Roles;

/// <summary>Open to everyone who sees accounts; whether the viewer may answer is the rule's decision, not the page's.</summary>
[Needs(Right.SeeAccounts)]
[NeedsFresh]
public sealed class ProposalPageModel(Accounts.Accounts accounts, DecideProposal decide, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public RoleProposal Proposal { get; private set; } = null!;
    public IEnumerable<Right> Rights => RoleRights.Of([Proposal.Role]).Order();
    public bool MayDecide => accounts.Find(viewer.Required.Agency, viewer.Required.Account!.Value) is { } me
        && GrantRules.MayConfirm(new Holder(me.Id, me.Roles, me.Active), Proposal.ProposedBy, Proposal.Account, Proposal.Role);

    public string Called(AccountId id) => accounts.Find(viewer.Required.Agency, id)?.Called ?? "";

    public IActionResult OnGet(RoleProposalId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(RoleProposalId id)
    {
        if (!Find(id)) return NotFound();
        if (Answer is not ("confirm" or "decline")) return this.Refused([PeopleRefusals.AnswerMissing.At("Answer")]);
        var outcome = Answer == "confirm" ? await decide.Confirm(viewer.Required, id, Reason) : await decide.Decline(viewer.Required, id, Reason);
        return outcome.Done ? LocalRedirect(PeoplePages.Account(outcome.Value)) : this.Refused(outcome.Refusals);
    }

    private bool Find(RoleProposalId id)
    {
        if (db.Set<RoleProposal>().SingleOrDefault(row => row.Id == id) is not { } proposal) return false;
        Proposal = proposal;
        return true;
    }
}
