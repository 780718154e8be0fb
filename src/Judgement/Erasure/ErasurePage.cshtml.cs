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
using Probity.People.Erasure;

namespace Probity.Judgement.Erasure;

/// <param name="Reason">The ground, in the words of who ordered it.</param>
/// <param name="Decisions">Of the case; null where a person was erased.</param>
/// <param name="Person">The erased person's mark, in words.</param>
public sealed record PastErasure(JournalId Id, DateTimeOffset At, string By, string? Reason, int? Decisions, string? Person, long? LedgerNumber);

/// <summary>
/// Erasing the content of a case, and the holds that forbid it. The case number is sent as a form, never in an address; what happened before is listed without it, because it is gone.
/// </summary>
[Needs(Right.EraseContent), NeedsFresh]
public sealed class ErasureModel(Viewer viewer, Reads reads, DataKeys keys, JournalBook book, EraseCase erase, HoldCase hold, Accounts accounts, AgencyBook agencies, TimeProvider clock) : PageModel
{
    private const int Shown = 30;

    // The word stands in the text and not among the values, because the index holds cases alone.
    private static readonly Statement Erased = new($"SELECT id, at, actor, leaf_index FROM acts_journal WHERE agency = @p0 AND subject_kind = '{CaseReading.Kind}' AND kind = @p1 AND id < @p2 ORDER BY id DESC LIMIT @p3");

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

    /// <summary>Where the list of erasures goes on: the act before which it begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public long? Older { get; private set; }

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
                return Back([JudgementRefusals.AnswerMissing.At(nameof(What)), .. HoldRules.Ground(Ground)]);
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
        var rows = session.Query(Erased, row => new { Id = new JournalId(row.Number(0)), At = row.Moment(1), By = row.Id<AccountId>(2), Leaf = row.NumberOrNull(3) }, agency, JudgementActs.CaseErased.Name, Before ?? long.MaxValue, Shown + 1);
        var cases = rows.Select(row =>
        {
            var act = book.Open(session, agency, row.Id)!.Act;
            return new PastErasure(row.Id, row.At, Called(row.By), act.GetProperty("reason").GetProperty("text").GetString(), act.GetProperty("payload").GetProperty("decisions").GetInt32(), null, row.Leaf);
        });
        var people = session.PastPersonErasures(book, agency, Before ?? long.MaxValue, Shown + 1)
            .Select(act => new PastErasure(act.Id, act.At, Called(act.By), act.Reason, null, Called(act.Person), act.LedgerNumber));
        List<PastErasure> both = [.. cases.Concat(people).OrderByDescending(past => past.Id.Value).Take(Shown + 1)];
        if (both.Count > Shown) Older = both[Shown - 1].Id.Value;
        Past = [.. both.Take(Shown)];

        string Called(AccountId person) => accounts.Find(agency, person)?.Called ?? "";
    }
}
