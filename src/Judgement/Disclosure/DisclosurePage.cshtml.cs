using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Disclosure;

/// <summary>Asks to whom and why, then makes the pack; lists what was given out before.</summary>
[Needs(Right.OwnDesk)]
[NeedsFresh]
public sealed class DisclosureModel(Viewer viewer, Gate gate, GiveDisclosure give, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Recipient { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<GivenRow> Before { get; private set; } = [];

    public IActionResult OnGet() => Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var given = await give.Run(Actor, Id, new DisclosureInput(Recipient, Reason));
        return given.Done ? LocalRedirect(JudgementPages.Disclosure(Id, given.Value.Number)) : this.Refused(given.Refusals);
    }

    private IActionResult? Load()
    {
        if (!Find() || !DisclosureReading.MayGive(Viewer, Matter.Decision)) return NotFound();
        Before = DisclosureReading.Given(Session, Matter.Decision);
        return DecisionRules.StillMoves(State) ? this.Refused([JudgementRefusals.DisclosureTooEarly]) : null;
    }
}
