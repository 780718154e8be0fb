using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Accounts;

[Needs(Right.SeeAccounts)]
[NeedsFresh]
public sealed class AccountPageModel(
    Accounts accounts, SignedIn sessions, SecondFactors factors, GrantRole grant, SignInLinks links, SeeNotice see, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    [BindProperty]
    public Role? Role { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public AccountCard Card { get; private set; } = null!;
    public MadeLink? Link { get; private set; }
    public string LinkAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}{Link!.Path}";
    /// <summary>Nobody changes an account whose person was erased.</summary>
    public bool MayKeep => viewer.May(Right.KeepAccounts) && !Card.Erased;
    public bool MayErase => viewer.May(Right.EraseContent) && !Card.Erased;
    public int Sessions => sessions.Of(Card.Agency, Card.Id).Count;
    public IReadOnlyList<(FactorKind Kind, DateTimeOffset Since, int CodesLeft)> Factors => factors.Of(Card.Agency, Card.Id);
    public IReadOnlyList<RoleProposal> Waiting => [.. db.Set<RoleProposal>().Where(row => row.Account == Card.Id && row.State == ProposalState.Waiting)];
    public bool WasTold => db.Set<Duty>().Any(duty => duty.Kind == OversightNotice.DutyKind && duty.Subject == Card.Id.Value && duty.Holder == viewer.Required.Account && duty.DoneAt == null);

    public IEnumerable<SelectListItem> RoleOptions => Enum.GetValues<Role>().Where(role => !Card.Roles.Contains(role))
        .Select(role => new SelectListItem(texts["people.role." + role], role.ToString()));

    public IActionResult OnGet(AccountId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGrant(AccountId id)
    {
        if (!Find(id)) return NotFound();
        if (!MayKeep) return this.Refused([ActsRefusals.NotAllowed]);
        if (Role is not { } role) return this.Refused([PeopleRefusals.RoleMissing.At("Role")]);
        return After(await grant.Run(viewer.Required, id, role, Reason));
    }

    public async Task<IActionResult> OnPostLink(AccountId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await links.Make(viewer.Required, id);
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        Link = outcome.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostSeen(AccountId id) => Find(id) ? After(await see.Run(viewer.Required, id)) : NotFound();

    private IActionResult After<T>(Outcome<T> outcome) => outcome.Done ? LocalRedirect(PeoplePages.Account(Card.Id)) : this.Refused(outcome.Refusals);

    private bool Find(AccountId id)
    {
        if (accounts.Find(viewer.Required.Agency, id) is not { } card) return false;
        Card = card;
        return true;
    }
}
