using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Registry.Systems;

[Needs(Right.KeepRegister)]
public sealed class NewSystemModel(RegisterSystem register, Viewer viewer) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Vendor { get; set; }
    [BindProperty] public bool OwnBuild { get; set; }
    [BindProperty] public string? Description { get; set; }
    [BindProperty] public string? Label { get; set; }
    [BindProperty] public string? ContentHash { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var outcome = await register.Run(viewer.Required, new NewSystem(new SystemFacts(Name ?? "", Vendor ?? "", OwnBuild, Description ?? ""), new VersionFacts(Label ?? "", ContentHash: ContentHash)));
        return outcome.Done ? LocalRedirect(RegistryPages.System(outcome.Value.System)) : this.Refused(outcome.Refusals);
    }
}
