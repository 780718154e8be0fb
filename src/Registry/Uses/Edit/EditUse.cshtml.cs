using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Accounts;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses.Edit;

[Needs(Right.KeepRegister)]
public sealed class EditUseModel(EditUse edit, Accounts accounts, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty]
    public UseForm Form { get; set; } = new();

    /// <summary>The version of the record that the person has on the page.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Use Use { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];

    public IActionResult OnGet(string reference)
    {
        if (!Find(reference)) return NotFound();
        var version = db.Set<SystemVersion>().Single(row => row.Id == Use.SystemVersion);
        Form = UseForm.Of(Use, db.Set<AiSystem>().Single(row => row.Id == version.System), version);
        Seen = Use.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(string reference)
    {
        if (!Find(reference)) return NotFound();
        var outcome = await edit.Run(viewer.Required, Use.Id, Seen, Form.ToFacts(), Acts.Reason.FromText(Reason), Form.ToVersion());
        if (outcome.Done) return LocalRedirect(RegistryPages.Use(reference));
        return this.Refused([.. outcome.Refusals.Select(refusal => refusal.Place is null or "Reason" ? refusal : refusal with { Place = $"{nameof(Form)}.{refusal.Place}" })]);
    }

    private bool Find(string reference)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return false;
        Use = use;
        (Units, Owners) = (UseChoices.Units(db), UseChoices.Owners(accounts, viewer.Required.Agency));
        return true;
    }
}
