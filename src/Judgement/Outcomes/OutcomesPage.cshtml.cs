using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Parts;
using Probity.Judgement.Decisions;
using Probity.Judgement.Views;

namespace Probity.Judgement.Outcomes;

/// <summary>What came of a decision: everything that was recorded, and for whoever may, the form for what is known now.</summary>
[Needs(Right.OwnDesk)]
public sealed class OutcomesModel(Viewer viewer, Gate gate, RecordOutcome record, TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    [BindProperty]
    public string? Came { get; set; }

    [BindProperty]
    public DayInput KnownOn { get; set; } = new();

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public DayInput InformedOn { get; set; } = new();

    public IReadOnlyList<ReadOutcome> Recorded { get; private set; } = [];
    public bool MayRecord { get; private set; }

    public IActionResult OnGet() => Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (Load() is { } elsewhere) return elsewhere;
        if (!MayRecord) return Forbid();
        var no = new List<Refusal>();
        if (!InformedOn.IsEmpty && InformedOn.ToDate() is null) no.Add(JudgementRefusals.DayMissing.At(nameof(InformedOn)));
        if (no.Count > 0) return this.Refused(no);
        var done = await record.Run(Actor, Id, new OutcomeInput(ViewInput.Word<CameOfIt>(Came), KnownOn.ToDate(), Source, InformedOn.ToDate()));
        return done.Done ? LocalRedirect(JudgementPages.Outcomes(Id)) : this.Refused(done.Refusals);
    }

    private IActionResult? Load()
    {
        if (!Find()) return NotFound();
        if (DecisionRules.StillMoves(State)) return Go();
        Recorded = OutcomeReading.Of(Viewer, Session, Matter);
        MayRecord = OutcomeReading.MayRecord(Viewer, Matter, Now);
        return null;
    }
}
