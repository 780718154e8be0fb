using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Registry.Inventory.Imports;

namespace Probity.Registry.Inventory.Pages;

/// <summary>Second step: what would be taken, mapped and refused. The confirmation is the act.</summary>
[Needs(Right.KeepRegister)]
public sealed class CheckImportModel(Uploads uploads, ImportInventory import, ImportRuns runs, ImportRows rows, Viewer viewer, TimeProvider clock) : PageModel
{
    /// <summary>An ordinary inventory is written in this time, and its page opens with the report.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [BindProperty]
    public string? Reason { get; set; }

    public ImportPreview Preview { get; private set; } = null!;
    public string FileName { get; private set; } = "";

    public IActionResult OnGet(string sha256, string? name) => Read(sha256, name) ?? Page();

    public async Task<IActionResult> OnPost(string sha256, string? name)
    {
        if (Read(sha256, name) is { } elsewhere) return elsewhere;
        List<Refusal> refusals = [];
        refusals.WantReason(Acts.Reason.FromText(Reason));
        if (refusals.Count > 0) return this.Refused(refusals);
        var evidence = new Evidence("document", FileName, sha256);
        if (runs.Start(viewer.Required, sha256, FileName, new Reason(Reason!.Trim(), [evidence])) is not { } run) return LocalRedirect(ImportPages.New);
        await Task.WhenAny(run.Outcome, Task.Delay(Patience, clock));
        if (run.Outcome.IsCompletedSuccessfully && run.Outcome.Result is { Done: false } refused) return this.Refused(refused.Refusals);
        return LocalRedirect(ImportPages.Of(Preview.Id));
    }

    /// <summary>Another page where there is nothing to confirm here: the file is gone, or was imported already.</summary>
    private IActionResult? Read(string sha256, string? name)
    {
        var actor = viewer.Required;
        FileName = NewImportModel.Shown(name);
        if (rows.Find(actor.Agency, ImportId.Of(actor.Agency, sha256)) is { } known)
        {
            // One that stopped half-way is continued with this upload; of a complete one nothing more is needed.
            if (known.IsDone) uploads.Forget(actor.Agency, sha256);
            return LocalRedirect(ImportPages.Of(known.Id) + "?again=yes");
        }
        using var file = uploads.Open(actor.Agency, sha256);
        if (file is null || import.Preview(actor, file) is not { Done: true, Value: { } preview }) return LocalRedirect(ImportPages.New);
        Preview = preview;
        return null;
    }
}
