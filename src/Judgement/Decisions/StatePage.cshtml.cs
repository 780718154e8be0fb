using Microsoft.AspNetCore.Mvc;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Parts;
using Probity.Judgement.Assignment;
using Probity.Judgement.Contests;
using Probity.Judgement.Disclosure;
using Probity.Judgement.Judging;
using Probity.Judgement.Opening;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Receipts;
using Probity.Judgement.Views;
using Probity.People.Accounts;
using Probity.People.Agencies;

namespace Probity.Judgement.Decisions;

/// <summary>
/// One decision: whoever can do something now is led there; everyone else reads where it stands, who is waited for, and what of its content is theirs to read.
/// </summary>
[Needs(Right.OwnDesk)]
public sealed class StateModel(
    Viewer viewer, Gate gate, TakeDecision take, DrawAgain again, Settling settling, ReceiptReading receipts, RefusalPresentation say, Texts texts, AgencyBook agencies, Accounts accounts,
    TimeProvider clock) : DecisionPage(viewer, gate, clock)
{
    /// <summary>What one person said, where it may be shown to this viewer.</summary>
    public sealed record Said(Seat Seat, OwnView View, JudgedPayload? Judged);

    public IReadOnlyList<Said> Voices { get; private set; } = [];
    public IReadOnlyList<Notice> Refusals { get; private set; } = [];
    public bool MayTake { get; private set; }
    public bool MayDraw { get; private set; }
    public bool MayWithdraw { get; private set; }
    public bool MayContest { get; private set; }
    public bool MaySettle { get; private set; }
    public bool ShowsEvidence { get; private set; }
    public bool HasReceipt { get; private set; }

    /// <summary>Nothing can be judged any more: what came of it can be recorded and given out.</summary>
    public bool Ended { get; private set; }
    public RecordedOutcome? Came { get; private set; }
    public IReadOnlyList<FollowUp> FollowUps { get; private set; } = [];
    public bool MayDisclose { get; private set; }

    /// <summary>In a sample alone: whom the draw fell on, so that whoever tries it out knows as whom to go on. Elsewhere no page names them.</summary>
    public AccountCard? Drawn { get; private set; }
    public string ReceiptStatus { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (!Find()) return NotFound();
        if (Next is { } next) return LocalRedirect(PageOf(next));
        if (IsToSettle && Matter.Decision.Settler is not null) return LocalRedirect(JudgementPages.Settle(Id));
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostTake() => await After(id => take.Run(Actor, id), MayBeTaken);

    public async Task<IActionResult> OnPostDraw() => await After(id => again.Run(Actor, id), MayBeDrawn);

    private async Task<IActionResult> After(Func<DecisionId, Task<Outcome<Done>>> verb, Func<bool> allowed)
    {
        if (!Find()) return NotFound();
        if (!allowed()) return Go();
        var outcome = await verb(Id);
        if (outcome.Done) return Go();
        Show();
        return this.Refused(outcome.Refusals);
    }

    private string PageOf(StepName step) => step switch
    {
        StepName.View or StepName.SecondView or StepName.ThirdView => JudgementPages.View(Id),
        StepName.Revealed or StepName.SecondRevealed or StepName.ThirdRevealed => JudgementPages.Output(Id),
        _ => JudgementPages.Judgement(Id),
    };

    private bool MayBeTaken() => Viewer.May(Right.Judge) && NextStep.IsFree(Matter.Facts, Now);

    private bool MayBeDrawn() => (Seat is not null || Viewer.May(Right.SeeDecisions)) && (StepLine.Awaited(Matter, State) is "no-second" or "no-third" || settling.NeedsDraw(Matter, Now));

    private void ShowAfterwards()
    {
        Came = Session.Outcomes(Matter.Decision) is [.., var newest] ? newest : null;
        MayDisclose = DisclosureReading.MayGive(Viewer, Matter.Decision);
        if (Matter.Step(StepName.Released) is not { } released || agencies.Find(Actor.Agency) is not { } agency) return;
        FollowUps = OutcomeRules.Asked(agency.DayOf(released.At), agency.DayOf(Now), Came?.Came, Came is { } came ? agency.DayOf(came.RecordedAt) : null);
    }

    private void Show()
    {
        if (Ended = !DecisionRules.StillMoves(State)) ShowAfterwards();
        if (Matter.RefusedOpening is { } refused)
        {
            var leaf = Leaf(StepName.Opened);
            Refusals = [.. refused.Reasons.Select(reason => RefusedOpening.Notice(reason, say, texts, leaf))];
            return;
        }
        if (agencies.Find(Actor.Agency) is { Sample: true })
            Drawn = StepLine.Awaited(Matter, State) switch
            {
                "second" when Matter.Decision.Second is { } second => accounts.Find(Actor.Agency, second),
                "third" when Matter.Decision.Third is { } third => accounts.Find(Actor.Agency, third),
                _ => null,
            };
        MayTake = MayBeTaken();
        MayDraw = MayBeDrawn();
        ShowsEvidence = DecisionReading.MayReadEvidence(Viewer, Matter.Decision);
        MayWithdraw = DecisionRules.StillMoves(State) && Actor.Id is var me && (Matter.Decision.OpenedBy == me || Matter.Decision.Officer?.Value == me);
        MayContest = IsToContest;
        MaySettle = IsToSettle;
        HasReceipt = Matter.Took(StepName.Released) && (Seat is not null || Viewer.May(Right.UseReceipt) || Viewer.May(Right.SeeDecisions));
        ReceiptStatus = receipts.Status(Session, Matter);
        if (Actor.Account is { } person)
            Voices =
            [
                .. Enum.GetValues<Seat>().Where(seat => Matter.Took(DecisionRules.ViewStep(seat)) && DecisionReading.MayReadOf(Matter.Facts, person, seat))
                    .Select(seat => new Said(seat, Matter.View(seat)!.View, Matter.Judged(seat))),
            ];
    }
}
