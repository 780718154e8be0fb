using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Reveals;

/// <summary>The view is recorded and has no place in the ledger yet. Looking again is not an act; opening the output is, so it has its own button.</summary>
[Needs(Right.OwnDesk)]
public sealed class WaitingModel(Viewer viewer, Gate gate, OpenOutput open, Sequencer sequencer, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    public LedgerState Ledger { get; private set; } = null!;

    /// <summary>The view has its number: the output can be opened.</summary>
    public bool Ready { get; private set; }

    public IActionResult OnGet() => Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var opened = await open.Run(Actor, Id);
        return opened.Done ? Go() : this.Refused(opened.Refusals);
    }

    private IActionResult? Load()
    {
        if (!Find()) return NotFound();
        if (Seat is not { } seat || Next != DecisionRules.RevealStep(seat)) return Go();
        Ledger = sequencer.State();
        Ready = Leaf(DecisionRules.ViewStep(seat)) is not null && Ledger.Frozen is null;
        return null;
    }
}
