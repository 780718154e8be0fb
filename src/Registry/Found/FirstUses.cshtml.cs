using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Registry.Found;

/// <summary>"List the AI you already have": the first page of an agency that has no register yet.</summary>
[Needs(Right.ReportFoundUse)]
public sealed class FirstUsesModel(ListFirstUses list, Viewer viewer) : PageModel
{
    /// <summary>Lines on the page; more can be listed afterwards in the same way.</summary>
    public const int Offered = 6;

    public sealed class Line
    {
        public string? Name { get; set; }
        public string? SystemName { get; set; }
        public string? UsedBy { get; set; }
    }

    [BindProperty] public List<Line> Lines { get; set; } = [];
    [BindProperty] public string? Reason { get; set; }

    public bool MayImport => viewer.May(Right.KeepRegister);

    public void OnGet() => Fill();

    public async Task<IActionResult> OnPost()
    {
        var outcome = await list.Run(viewer.Required, [.. Lines.Take(ListFirstUses.Most).Select(line => new ListedUse(line.Name ?? "", line.SystemName ?? "", line.UsedBy ?? ""))], Reason ?? "");
        if (outcome.Done) return LocalRedirect(RegistryPages.Uses);
        Fill();
        return this.Refused(outcome.Refusals);
    }

    private void Fill()
    {
        while (Lines.Count < Offered) Lines.Add(new Line());
    }
}
