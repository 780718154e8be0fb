using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Contests;

/// <summary>Asks for a new look at a released decision.</summary>
[Needs(Right.OwnDesk)]
public sealed class ContestModel(Viewer viewer, Gate gate, Contest contest, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Reason { get; set; }

    public IActionResult OnGet() => !Find() ? NotFound() : IsToContest ? Page() : Go();

    public async Task<IActionResult> OnPost()
    {
        if (!Find()) return NotFound();
        if (!IsToContest) return Go();
        var done = await contest.Run(Actor, Id, Acts.Reason.FromText(Reason));
        return done.Done ? Go() : this.Refused(done.Refusals);
    }
}
