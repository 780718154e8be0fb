using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Assignment;

/// <summary>Not the right person: a reason, one button, no reproach. Possible until the own view is recorded, or the file was opened to who settles.</summary>
[Needs(Right.OwnDesk)]
public sealed class HandBackModel(Viewer viewer, Gate gate, HandBack verb, TimeProvider clock) : DecisionPage(viewer, gate, clock)
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

    private bool IsPossible => Seat is { } seat ? Next == DecisionRules.ViewStep(seat) : IsToSettle && Matter.Decision is { Settler: not null, SettlerReadAt: null };
}
