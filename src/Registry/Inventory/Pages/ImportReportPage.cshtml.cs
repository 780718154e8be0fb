using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;

namespace Probity.Registry.Inventory.Pages;

/// <summary>What an import did: a sentence, the columns, the rows. While it runs, how far it is; where it stopped, how to go on.</summary>
[Needs(Right.SeeRegister)]
public sealed class ImportReportPageModel(ImportRows rows, ImportRuns runs, Uploads uploads, ExportInventory export, Viewer viewer, Texts texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public ImportId Id { get; private set; }
    public InventoryImport? Import { get; private set; }
    public ImportRun? Running { get; private set; }
    public ListQuery Query { get; private set; } = null!;
    public ListPage<ListedRow> List { get; private set; } = null!;
    public IReadOnlyList<ListFilter> Filters { get; private set; } = [];
    public int Changed { get; private set; }

    /// <summary>The person brought a file that is here already.</summary>
    public bool Again { get; private set; }
    public bool MayContinue => viewer.May(Right.KeepRegister);
    public bool HasUpload { get; private set; }

    public IActionResult OnGet(ImportId id, string? again) => Read(id, again) ?? Page();

    /// <summary>Goes on with an import that stopped half-way.</summary>
    public IActionResult OnPost(ImportId id)
    {
        if (!MayContinue) return Forbid();
        if (Read(id, null) is { } elsewhere) return elsewhere;
        if (Import is null || Import.IsDone || Running is not null) return LocalRedirect(ImportPages.Of(id));
        List<Refusal> refusals = [];
        refusals.WantReason(Acts.Reason.FromText(Reason));
        if (refusals.Count > 0) return this.Refused(refusals);
        var evidence = new Evidence("document", Import.FileName, Import.Sha256);
        return LocalRedirect(runs.Start(viewer.Required, Import.Sha256, Import.FileName, new Reason(Reason!.Trim(), [evidence])) is null ? ImportPages.New : ImportPages.Of(id));
    }

    private IActionResult? Read(ImportId id, string? again)
    {
        var agency = viewer.Required.Agency;
        (Id, Again) = (id, again == "yes");
        Import = rows.Find(agency, id);
        // A run belongs to the agency whose hash its id was made from; another agency never finds it by its own.
        Running = Import is { IsDone: true } ? null : runs.Find(id) is { Outcome.IsCompleted: false } run && (Import is not null || viewer.May(Right.KeepRegister)) ? run : null;
        if (Import is null && Running is null) return NotFound();
        if (Import is null) return null;
        HasUpload = Exists(uploads.Open(agency, Import.Sha256));
        Query = ListQuery.Of(Request.Query, ImportRows.Definition);
        List = rows.Page(agency, id, Query);
        Filters =
        [
            new("fate", texts["registry.import.fate"], [.. Enum.GetValues<RowFate>().Select(fate => new SelectListItem(texts.Say(fate), fate.ToString()))]),
            new("note", texts["registry.import.notes"], [.. RowNote.Codes.Select(code => new SelectListItem(texts["registry.import.kind." + code], code))]),
        ];
        if (Import.IsDone) Changed = export.Changed(Import).Count();
        return null;
    }

    private static bool Exists(FileStream? file)
    {
        file?.Dispose();
        return file is not null;
    }
}
