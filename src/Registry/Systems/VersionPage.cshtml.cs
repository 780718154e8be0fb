using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Parts;

namespace Probity.Registry.Systems;

[Needs(Right.KeepRegister)]
public sealed class VersionPageModel(AddVersion add, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty] public string? Label { get; set; }
    [BindProperty] public DayInput Since { get; set; } = new();
    [BindProperty] public string? ContentHash { get; set; }

    public AiSystem System { get; private set; } = null!;

    public IActionResult OnGet(AiSystemId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(AiSystemId id)
    {
        if (!Find(id)) return NotFound();
        if (!Since.IsEmpty && Since.ToDate() is null) return this.Refused([RegistryRefusals.DayMissing.At(nameof(Since))]);
        var outcome = await add.Run(viewer.Required, id, new VersionFacts(Label ?? "", ContentHash: ContentHash, Since: Since.ToDate()));
        return outcome.Done ? LocalRedirect(RegistryPages.System(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(AiSystemId id)
    {
        if (db.Set<AiSystem>().SingleOrDefault(row => row.Id == id) is not { } system) return false;
        System = system;
        return true;
    }
}
