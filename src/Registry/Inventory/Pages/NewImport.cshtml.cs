using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Registry.Inventory.Imports;

namespace Probity.Registry.Inventory.Pages;

/// <summary>First step: the file. It is kept beside the database and read; nothing enters the register.</summary>
[Needs(Right.KeepRegister)]
[RequestSizeLimit(InventoryLimits.FileBytes + 1024 * 1024)]
public sealed class NewImportModel(Uploads uploads, ImportInventory import, RefusalPresentation presentation, Viewer viewer) : PageModel
{
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>What is wrong with the file, every fault with its place.</summary>
    public IReadOnlyList<Refusal> Faults { get; private set; } = [];

    public void OnGet() { }

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        if (Upload is null) return Again([InventoryRefusals.NoFile]);
        var agency = viewer.Required.Agency;
        await using var upload = Upload.OpenReadStream();
        var kept = await uploads.Keep(agency, upload, cancel);
        if (!kept.Done) return Again(kept.Refusals);
        await using var file = uploads.Open(agency, kept.Value)!;
        var preview = import.Preview(viewer.Required, file);
        if (preview.Done) return LocalRedirect(ImportPages.Check(kept.Value, Shown(Upload.FileName)));
        uploads.Forget(agency, kept.Value);
        return Again(preview.Refusals);
    }

    private PageResult Again(IReadOnlyList<Refusal> refusals)
    {
        Faults = refusals;
        foreach (var title in refusals.Select(presentation.Title).Distinct()) ModelState.AddModelError(nameof(Upload), title);
        Response.StatusCode = RefusalPresentation.Status(refusals);
        return Page();
    }

    /// <summary>A name to show, never a path: some browsers send one.</summary>
    internal static string Shown(string? name)
    {
        var last = new string([.. (name ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c)).Take(120)]).Trim();
        return last.Length == 0 ? "inventory.csv" : last;
    }
}
