using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;
using Probity.Judgement.Drafts;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Views;
using Probity.People.Agencies;

namespace Probity.Judgement.Judging;

/// <summary>The output after its opening, under the own view, and the final judgement of the officer, the second or the third person.</summary>
[Needs(Right.OwnDesk)]
public sealed class FinalJudgementModel(Viewer viewer, Gate gate, Judge judge, SaveDraft drafts, AgencyBook agencies, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public JudgementInput Input { get; set; } = new();

    public DateTimeOffset? SavedAt { get; private set; }
    public OwnView View { get; private set; } = null!;
    public FaceSearchOutput Output { get; private set; } = null!;
    public IReadOnlyList<ShownCandidate> Shown { get; private set; } = [];
    public IReadOnlyList<EvidenceItem> Independent { get; private set; } = [];

    /// <summary>For the third person alone: the two judgements that differ.</summary>
    public IReadOnlyList<(Seat Seat, OwnView View, JudgedPayload Judged)> Between { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (drafts.Saved(Session, Actor.Agency, Id, Actor.Account!.Value) is { } saved) (Input, SavedAt) = (DraftFields.Into<JudgementInput>(saved.Fields), saved.SavedAt);
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var judged = await judge.Run(Actor, Id, Input.Read());
        return judged.Done ? Go() : this.Refused(judged.Refusals, nameof(Input));
    }

    public async Task<IActionResult> OnPostSave()
    {
        if (Load() is { } elsewhere) return elsewhere;
        var saved = await drafts.Run(Actor, Id, DraftFields.Of(Request.Form));
        return saved.Done ? LocalRedirect(JudgementPages.Today) : this.Refused(saved.Refusals, nameof(Input));
    }

    private IActionResult? Load()
    {
        if (!Find()) return NotFound();
        if (Seat is not { } seat || Next != DecisionRules.JudgeStep(seat) || DecisionReading.Output(Viewer, Matter) is not { } opened) return Go();
        View = Matter.View(seat)!.View;
        Output = opened.Output;
        var incident = agencies.Find(Actor.Agency)!.DayOf(Matter.Opened.Probe.TakenAt);
        Shown = ShownCandidate.All(opened.Shown, View.Facts, incident, Matter.Opened.Protocol.CandidateImageYears);
        Independent = FaceSearchRules.Independent(Matter.Opened.Evidence);
        if (seat == Decisions.Seat.Third)
            Between = [.. new[] { Decisions.Seat.First, Decisions.Seat.Second }.Where(one => DecisionReading.MayReadOf(Matter.Facts, Actor.Account!.Value, one)).Select(one => (one, Matter.View(one)!.View, Matter.Judged(one)!))];
        return null;
    }
}
