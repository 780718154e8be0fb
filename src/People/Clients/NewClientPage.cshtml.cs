using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Language;

namespace Probity.People.Clients;

/// <summary>The key is on the page that answers the request and nowhere else: the server keeps only its hash.</summary>
[Needs(Right.KeepClients)]
[NeedsFresh]
public sealed class NewClientPageModel(KeepClients keep, Viewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<Right> Scopes { get; set; } = [];

    public MadeClient? Made { get; private set; }
    public IEnumerable<SelectListItem> ScopeOptions => ClientScopes.Allowed.Order().Select(scope => new SelectListItem(texts["people.right." + scope], scope.ToString()));

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var outcome = await keep.Make(viewer.Required, Name, Scopes);
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        Made = outcome.Value;
        return Page();
    }
}
