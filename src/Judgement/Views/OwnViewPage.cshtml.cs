using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;
using Probity.Judgement.Drafts;
using Probity.Judgement.Reveals;
using Probity.Judgement.Seconds;
using Probity.People.Access;

namespace Probity.Judgement.Views;

/// <summary>
/// The own view, before anything of the output is on the page: the output is not read here at all. Recording it opens the output, two acts by one decision of the person.
/// </summary>
[Needs(Right.OwnDesk)]
public sealed class OwnViewModel(Viewer viewer, Gate gate, RecordView record, OpenOutput open, SaveDraft drafts, Competence competence, CurrentSession current, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public ViewInput Input { get; set; } = new();

    public DateTimeOffset? SavedAt { get; private set; }

    /// <summary>Until when the person's certificate for this work is valid.</summary>
    public DateTimeOffset? CertifiedUntil { get; private set; }

    public IActionResult OnGet()
    {
        if (!Find()) return NotFound();
        if (!IsMyStep()) return Go();
        if (drafts.Saved(Session, Actor.Agency, Id, Actor.Account!.Value) is { } saved) (Input, SavedAt) = (DraftFields.Into<ViewInput>(saved.Fields), saved.SavedAt);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!Find()) return NotFound();
        // A second tab, or the button pressed twice: the view stands as it was recorded first.
        if (!IsMyStep()) return Go();
        var (view, unreadable) = Input.Read();
        if (unreadable.Count > 0) 
            return this.Refused([.. unreadable, .. ViewRules.Faults(view, Matter.Opened.Protocol).Where(fault => unreadable.All(other => other.Place != fault.Place))], nameof(Input));
        var recorded = await record.Run(Actor, Id, view, current.Any?.Id);
        if (!recorded.Done) return this.Refused(recorded.Refusals, nameof(Input));
        // Where the ledger is slow the view is safe and the next page waits for the number.
        await open.Run(Actor, Id);
        return Go();
    }

    public async Task<IActionResult> OnPostSave()
    {
        if (!Find()) return NotFound();
        if (!IsMyStep()) return Go();
        var saved = await drafts.Run(Actor, Id, DraftFields.Of(Request.Form));
        return saved.Done ? LocalRedirect(JudgementPages.Today) : this.Refused(saved.Refusals, nameof(Input));
    }

    private bool IsMyStep()
    {
        if (Seat is not { } seat || Next != DecisionRules.ViewStep(seat)) return false;
        var opened = Matter.Opened;
        CertifiedUntil = (seat == Decisions.Seat.First ? competence.ForVersion(Actor.Agency, Actor.Account!.Value, opened.System.VersionId, Now) : competence.ForSecond(Actor.Agency, Actor.Account!.Value, Now))?.ValidUntil;
        return true;
    }
}
