using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Parts;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations.Keeping;

/// <summary>How a condition was kept so far. Everybody reads it; its keeper adds to it.</summary>
[Needs(Right.SeeRegister)]
public sealed class RecordModel(RecordCondition record, Accounts accounts, AgencyBook agencies, Viewer viewer, Texts texts, Formats formats, ProbityDb db, TimeProvider clock) : PageModel
{
    [BindProperty] public ConditionResult? Result { get; set; }
    [BindProperty] public DayInput Day { get; set; } = new();
    [BindProperty] public string? Reason { get; set; }

    public Use Use { get; private set; } = null!;
    public KeptCondition Kept { get; private set; } = null!;
    public bool IsKeeper => viewer.May(Right.KeepRegister) || (Use.Owner is { } owner && viewer.Required.Account == owner);
    public string Said => Kept.Condition.In(texts.Language);
    public string Words => texts.Of(Kept.Standing, formats);

    public IActionResult OnGet(string reference, string condition) => Find(reference, condition) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string reference, string condition)
    {
        if (!Find(reference, condition)) return NotFound();
        List<Refusal> refusals = [];
        if (Result is null) refusals.Add(RegistryRefusals.ResultMissing.At(nameof(Result)));
        if (Day.ToDate() is null) refusals.Add(RegistryRefusals.DayMissing.At(nameof(Day)));
        if (refusals.Count > 0) return this.Refused(refusals);
        var outcome = await record.Run(viewer.Required, Use.Id, condition, Result!.Value, Day.ToDate()!.Value, Reason);
        return outcome.Done ? LocalRedirect(RegistryPages.Use(reference) + "#authorisation") : this.Refused(outcome.Refusals);
    }

    public string Called(ConditionRecord one) => accounts.Find(viewer.Required.Agency, new AccountId(one.RecordedBy))?.Called ?? texts["registry.somebody"];

    private bool Find(string reference, string condition)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { Authorisation: { } granted } use) return false;
        Use = use;
        var kept = KeptConditions.Of(db, db.Set<Authorisation>().Single(row => row.Id == granted), agencies.Find(viewer.Required.Agency)!.DayOf, clock.GetUtcNow());
        if (kept.FirstOrDefault(one => one.Condition.Id == condition) is not { } found) return false;
        Kept = found;
        return true;
    }
}
