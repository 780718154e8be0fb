using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Contests;

/// <summary>Settles a contested decision: upheld or overturned, with a reason, by someone who took no part in it.</summary>
[Needs(Right.OwnDesk)]
public sealed class SettleModel(Viewer viewer, Gate gate, SettleContest settle, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Why the new look was asked for, in the words of whoever asked.</summary>
    public string? Asked { get; private set; }

    public bool ShowsEvidence => DecisionReading.MayReadEvidence(Viewer, Matter.Decision);

    public IActionResult OnGet() => Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var reason = Acts.Reason.FromText(Reason);
        if (Answer is not ("uphold" or "overturn"))
            return this.Refused(reason is null ? [JudgementRefusals.AnswerMissing.At(nameof(Answer)), ActsRefusals.ReasonMissing.At(nameof(Reason))] : [JudgementRefusals.AnswerMissing.At(nameof(Answer))]);
        var done = await settle.Run(Actor, Id, Answer == "uphold", reason);
        return done.Done ? Go() : this.Refused(done.Refusals);
    }

    private IActionResult? Load()
    {
        if (!Find()) return NotFound();
        if (State != DecisionState.Contested || !Viewer.May(Right.JudgeSecond) || Matter.Steps.Any(step => step.Person == Actor.Account)) return Go();
        Asked = Matter.Act(StepName.Contested)!.Act.GetProperty("reason").GetProperty("text").GetString();
        return null;
    }
}
