using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Parts;
using Probity.People.Accounts;
using Probity.People.Agencies;

namespace Probity.Judgement.Erasure;

/// <param name="Reason">The ground, in the words of who ordered it.</param>
public sealed record PastErasure(DateTimeOffset At, string By, string? Reason, int Decisions, long? LedgerNumber);

/// <summary>
/// Erasing the content of a case, and the holds that forbid it. The case number is sent as a form, never in an address; what happened before is listed without it, because it is gone.
/// </summary>
[Needs(Right.EraseContent)]
[NeedsFresh]
public sealed class ErasureModel(Viewer viewer, ProbityDb db, Reads reads, DataKeys keys, JournalBook book, EraseCase erase, HoldCase hold, Accounts accounts, AgencyBook agencies, TimeProvider clock) : PageModel
{
    private const int Shown = 30;

    [BindProperty]
    public string? Case { get; set; }

    [BindProperty]
    public string? Ground { get; set; }

    [BindProperty]
    public DayInput Until { get; set; } = new();

    [BindProperty]
    public Guid Hold { get; set; }

    public CaseFacts? Facts { get; private set; }
    public IReadOnlyList<PastErasure> Past { get; private set; } = [];

    /// <summary>What was done just now: the end of its text's key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    [BindProperty]
    public string? What { get; set; }

    public void OnGet() => Load();

    public IActionResult OnPostLook()
    {
        ModelState.Clear();
        Ground = null;
        Load();
        return Facts is { Decisions: 0 } ? this.Refused([ActsRefusals.Unknown.At(nameof(Case))]) : Page();
    }

    public async Task<IActionResult> OnPostAct()
    {
        if (!Until.IsEmpty && Until.ToDate() is null) return Back([JudgementRefusals.DayMissing.At(nameof(Until))]);
        switch (What)
        {
            case "Erase":
                var erased = await erase.Run(viewer.Required, Case ?? "", Ground);
                return erased.Done ? Told("erased") : Back(erased.Refusals);
            case "Hold":
                DateTimeOffset? until = Until.ToDate() is { } day ? agencies.Find(viewer.Required.Agency)!.EndOf(day) : null;
                var held = await hold.Run(viewer.Required, Case ?? "", Ground, until);
                return held.Done ? Told("held") : Back(held.Refusals);
            default:
                return Back([JudgementRefusals.AnswerMissing.At(nameof(What)), .. ErasureRules.Ground(Ground)]);
        }
    }

    public async Task<IActionResult> OnPostLift()
    {
        var lifted = await hold.Lift(viewer.Required, Case ?? "", new HoldId(Hold), Ground);
        return lifted.Done ? Told("lifted") : Back(lifted.Refusals);
    }

    private LocalRedirectResult Told(string what) => LocalRedirect($"{JudgementPages.Erasure}?done={what}");

    private IActionResult Back(IReadOnlyList<Refusal> refusals)
    {
        Load();
        return this.Refused(refusals);
    }

    private void Load()
    {
        var agency = viewer.Required.Agency;
        using var session = reads.Rent();
        if (!string.IsNullOrWhiteSpace(Case)) Facts = session.Case(keys, agency, Case.Trim(), clock.GetUtcNow());
        Past = [.. db.Set<JournalRow>().Where(row => row.Kind == JudgementActs.CaseErased.Name && row.SubjectKind == CaseReading.Kind).OrderByDescending(row => row.Id).Take(Shown).ToList().Select(row =>
        {
            var act = book.Open(session, agency, row.Id)!.Act;
            return new PastErasure(row.At, accounts.Find(agency, new AccountId(row.Actor))?.Called ?? "", act.GetProperty("reason").GetProperty("text").GetString(), act.GetProperty("payload").GetProperty("decisions").GetInt32(), row.LeafIndex);
        })];
    }
}
