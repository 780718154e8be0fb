using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Contests;

/// <summary>Asks for a new look at a released decision. Whoever may see the decision may ask.</summary>
[Needs(Right.OwnDesk)]
public sealed class ContestModel(Viewer viewer, Gate gate, Contest contest, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Reason { get; set; }

    public IActionResult OnGet() => !Find() ? NotFound() : IsPossible ? Page() : Go();

    public async Task<IActionResult> OnPost()
    {
        if (!Find()) return NotFound();
        if (!IsPossible) return Go();
        var done = await contest.Run(Actor, Id, Acts.Reason.FromText(Reason));
        return done.Done ? Go() : this.Refused(done.Refusals);
    }

    private bool IsPossible => State == DecisionState.Released;
}
