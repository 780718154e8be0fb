using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Views;
using Probity.People.Agencies;

namespace Probity.Judgement.Contests;

/// <summary>
/// Settles a contested decision. First the contestation, the evidence and the facts that were fixed; then, opened by an act of its own, what everyone said and the
/// output. It is a review of a decision already made, so no own view is asked in between.
/// </summary>
[Needs(Right.OwnDesk)]
public sealed class SettleModel(Viewer viewer, Gate gate, OpenFile openFile, SettleContest settle, AgencyBook agencies, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Why the new look was asked for, in the words of whoever asked.</summary>
    public string? Asked { get; private set; }

    /// <summary>The file is open to this person.</summary>
    public bool Reads { get; private set; }

    /// <summary>Drawn for it, and the file is still closed: it can be handed back.</summary>
    public bool MayHandBack => Matter.Decision.Settler is not null && !Reads;

    public FixedFacts? Facts { get; private set; }
    public IReadOnlyList<(Seat Seat, OwnView View, JudgedPayload? Judged)> Voices { get; private set; } = [];
    public FaceSearchOutput Output { get; private set; } = null!;
    public IReadOnlyList<ShownCandidate> Shown { get; private set; } = [];

    public IActionResult OnGet() => Load() ?? Page();

    public async Task<IActionResult> OnPostOpen()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var done = await openFile.Run(Actor, Id);
        return done.Done ? LocalRedirect(JudgementPages.Settle(Id)) : this.Refused(done.Refusals);
    }

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
        if (!IsToSettle) return Go();
        var me = Actor.Account!.Value;
        Asked = Matter.Act(StepName.Contested)!.Act.GetProperty("reason").GetProperty("text").GetString();
        Facts = Matter.View(Decisions.Seat.First)?.View.Facts;
        Reads = DecisionReading.MayReadFile(me, Matter.Facts);
        if (!Reads) return null;
        Voices = [.. Enum.GetValues<Seat>().Where(seat => Matter.Took(DecisionRules.ViewStep(seat)) && DecisionReading.MayReadOf(Matter.Facts, me, seat)).Select(seat => (seat, Matter.View(seat)!.View, Matter.Judged(seat)))];
        var opened = DecisionReading.Output(Viewer, Matter)!.Value;
        Output = opened.Output;
        Shown = ShownCandidate.All(opened.Shown, Facts!, agencies.Find(Actor.Agency)!.DayOf(Matter.Opened.Probe.TakenAt), Matter.Opened.Protocol.CandidateImageYears);
        return null;
    }
}
