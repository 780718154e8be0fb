using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;
using Probity.Ledger.Receipts;

namespace Probity.Judgement.Receipts;

/// <summary>The receipt for people: what was proved, what was not, what may follow, for whom and until when. It says what the file says, because it is read from the file.</summary>
[Needs(Right.OwnDesk)]
public sealed class ReceiptPageModel(Viewer viewer, Gate gate, ReceiptReading receipts, LogKey log, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    /// <summary>Read from the bytes that the download gives; null while it is not yet under a signed state.</summary>
    public Receipt? Receipt { get; private set; }

    public ReceiptIdentity? Identity { get; private set; }
    public string Status { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (!Find() || !ReceiptFiles.MayRead(Viewer, Matter.Decision)) return NotFound();
        if (!Matter.Took(StepName.Released)) return Go();
        var built = receipts.Build(Session, Matter);
        if (!built.Done) return this.Refused(built.Refusals);
        Status = receipts.Status(Session, Matter);
        Identity = ReceiptIdentity.Of(log, Matter);
        if (built.Value.File is { } bytes && ReceiptReader.TryRead(bytes, out var receipt, out _)) Receipt = receipt;
        if (Receipt is null) Response.StatusCode = 202;
        return Page();
    }
}
