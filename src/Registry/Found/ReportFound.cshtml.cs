using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Parts;

namespace Probity.Registry.Found;

/// <summary>Anybody who is signed in says what they found. Short, because people report when it costs nothing.</summary>
[Needs(Right.ReportFoundUse)]
public sealed class ReportFoundModel(ReportFoundUse report, Viewer viewer, AgencyFormats agency) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? SystemName { get; set; }
    [BindProperty] public string? UsedBy { get; set; }
    [BindProperty] public DayInput FoundAt { get; set; } = new();
    [BindProperty] public bool Stopped { get; set; }
    [BindProperty] public string? Reason { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var day = FoundAt.ToDate();
        if (!FoundAt.IsEmpty && day is null) return this.Refused([RegistryRefusals.DayMissing.At(nameof(FoundAt))]);
        var outcome = await report.Run(viewer.Required, new FoundUse(Name ?? "", SystemName ?? "", UsedBy ?? "", Reason ?? "")
        {
            FoundAt = day is { } found ? agency.Begins(found) : null,
            Stopped = Stopped,
        });
        return outcome.Done ? LocalRedirect(RegistryPages.Use(outcome.Value.Reference)) : this.Refused(outcome.Refusals);
    }
}
