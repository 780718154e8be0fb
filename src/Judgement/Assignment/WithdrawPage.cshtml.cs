using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Assignment;

/// <summary>Ends the decision without a judgement, with a reason.</summary>
[Needs(Right.OwnDesk)]
public sealed class WithdrawModel(Viewer viewer, Gate gate, Withdraw verb, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Reason { get; set; }

    public IActionResult OnGet() => !Find() ? NotFound() : IsPossible ? Page() : Go();

    public async Task<IActionResult> OnPost()
    {
        if (!Find()) return NotFound();
        if (!IsPossible) return Go();
        var done = await verb.Run(Actor, Id, Acts.Reason.FromText(Reason));
        return done.Done ? LocalRedirect(JudgementPages.Today) : this.Refused(done.Refusals);
    }

    private bool IsPossible => DecisionRules.StillMoves(State) && (Matter.Decision.OpenedBy == Actor.Id || Matter.Decision.Officer?.Value == Actor.Id);
}
