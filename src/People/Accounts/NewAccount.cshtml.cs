using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

[Needs(Right.KeepAccounts)]
[NeedsFresh]
public sealed class NewAccountModel(CreateAccount create, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    [BindProperty]
    public AccountInput Input { get; set; } = new();

    [BindProperty]
    public List<Role> Roles { get; set; } = [];

    public IEnumerable<SelectListItem> RoleOptions =>
        Enum.GetValues<Role>().Where(role => role != Role.Member).Select(role => new SelectListItem(texts["people.role." + role], role.ToString()));

    public void OnGet() => ViewData["Units"] = UnitOptions.Of(db);

    public async Task<IActionResult> OnPost()
    {
        ViewData["Units"] = UnitOptions.Of(db);
        var outcome = await create.Run(viewer.Required,
            new NewAccount((Input.Login ?? "").Trim().ToLowerInvariant(), Input.Name ?? "", Input.Title ?? "", Input.UnitId, Input.Languages) { Roles = Roles });
        return outcome.Done ? LocalRedirect(PeoplePages.Account(outcome.Value)) : this.Refused(outcome.Refusals, "Input");
    }
}
