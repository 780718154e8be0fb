using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.Registry.Systems;

[Needs(Right.KeepRegister)]
public sealed class AssessVersionPageModel(AssessVersion assess, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty] public string? Notes { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public AiSystem System { get; private set; } = null!;
    public SystemVersion Version { get; private set; } = null!;

    public IActionResult OnGet(AiSystemId id, SystemVersionId version) => Find(id, version) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(AiSystemId id, SystemVersionId version)
    {
        if (!Find(id, version)) return NotFound();
        var outcome = await assess.Run(viewer.Required, version, Notes ?? "", Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(RegistryPages.System(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(AiSystemId id, SystemVersionId version)
    {
        if (db.Set<SystemVersion>().SingleOrDefault(row => row.Id == version && row.System == id) is not { } known) return false;
        (Version, System) = (known, db.Set<AiSystem>().Single(row => row.Id == id));
        return true;
    }
}
