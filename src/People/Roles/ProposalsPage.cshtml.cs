using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.People.Roles;

[Needs(Right.SeeAccounts)]
public sealed class ProposalsPageModel(Accounts.Accounts accounts, Viewer viewer, ProbityDb db) : PageModel
{
    public IReadOnlyList<RoleProposal> Waiting { get; private set; } = [];

    public string Called(AccountId id) => accounts.Find(viewer.Required.Agency, id)?.Called ?? "";

    public void OnGet() => Waiting = [.. db.Set<RoleProposal>().Where(row => row.State == ProposalState.Waiting).OrderBy(row => row.Id)];
}
