using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.Registry.Systems;

[Needs(Right.KeepRegister)]
public sealed class EditSystemModel(ChangeSystem change, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Vendor { get; set; }
    [BindProperty] public bool OwnBuild { get; set; }
    [BindProperty] public string? Description { get; set; }
    [BindProperty] public long Seen { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public AiSystem System { get; private set; } = null!;

    public IActionResult OnGet(AiSystemId id)
    {
        if (!Find(id)) return NotFound();
        (Name, Vendor, OwnBuild, Description, Seen) = (System.Name, System.Vendor, System.OwnBuild, System.Description, System.Version);
        return Page();
    }

    public async Task<IActionResult> OnPost(AiSystemId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await change.Run(viewer.Required, id, Seen, new SystemFacts(Name ?? "", Vendor ?? "", OwnBuild, Description ?? ""), Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(RegistryPages.System(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(AiSystemId id)
    {
        if (db.Set<AiSystem>().SingleOrDefault(row => row.Id == id) is not { } system) return false;
        System = system;
        return true;
    }
}
