using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Parts;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Assessments;

[Needs(Right.KeepRegister)]
public sealed class AssessModel(RecordAssessment record, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty] public string? Title { get; set; }
    [BindProperty] public DayInput MadeOn { get; set; } = new();
    [BindProperty] public string? MadeBy { get; set; }
    [BindProperty] public AssessmentResult? Result { get; set; }
    [BindProperty] public string? EvidenceHash { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public Use Use { get; private set; } = null!;
    public string Version { get; private set; } = "";

    public IActionResult OnGet(string reference) => Find(reference) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string reference)
    {
        if (!Find(reference)) return NotFound();
        if (MadeOn.ToDate() is not { } day || Result is not { } result)
            return this.Refused([
                .. MadeOn.ToDate() is null ? [RegistryRefusals.DayMissing.At(nameof(MadeOn))] : Array.Empty<Acts.Refusals.Refusal>(),
                .. Result is null ? [RegistryRefusals.ResultMissing.At(nameof(Result))] : Array.Empty<Acts.Refusals.Refusal>()]);
        var outcome = await record.Run(viewer.Required, Use.Id, new AssessmentFacts(Title ?? "", day, MadeBy ?? "", result, EvidenceHash), Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(RegistryPages.Use(reference)) : this.Refused(outcome.Refusals);
    }

    private bool Find(string reference)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return false;
        Use = use;
        var version = db.Set<SystemVersion>().Single(row => row.Id == use.SystemVersion);
        Version = Words.SystemAndVersion(db.Set<AiSystem>().Single(row => row.Id == version.System).Name, version.Label);
        return true;
    }
}
