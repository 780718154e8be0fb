using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Parts;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

[Needs(Right.GrantCertificate)]
public sealed class GrantPageModel(GrantCertificate grant, Accounts accounts, AgencyBook agencies, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    [BindProperty]
    public string? Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Course { get; set; }

    [BindProperty]
    public DayInput ValidUntil { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];

    public void OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        Show();
        AccountId.TryParse(Account, null, out var account);
        CourseId.TryParse(Course, null, out var course);
        if (ValidUntil.ToDate() is not { } lastDay) return this.Refused([TrainingRefusals.DayMissing.At("ValidUntil")]);
        var until = agencies.Find(viewer.Required.Agency)!.EndOf(lastDay);
        var outcome = await grant.Run(viewer.Required, new NewCertificate(account, course, until), Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(TrainingPages.Certificate(outcome.Value)) : this.Refused(outcome.Refusals);
    }

    /// <summary>Whoever grants is not offered their own name.</summary>
    private void Show()
    {
        People = [.. accounts.All(viewer.Required.Agency).Where(card => card.Active && card.Id != viewer.Required.Account).OrderBy(card => card.Name, StringComparer.OrdinalIgnoreCase)
            .Select(card => new SelectListItem(card.UnitName is null ? card.Called : $"{card.Called}, {card.UnitName}", card.Id.ToString()))];
        Courses = [.. db.Set<Course>().OrderBy(row => row.Code).ToList().Select(row => new SelectListItem($"{row.Code}, {row.NameIn(texts.Language)}", row.Id.ToString()))];
    }
}
