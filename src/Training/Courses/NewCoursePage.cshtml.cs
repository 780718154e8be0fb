using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.Training.Courses;

/// <summary>What the course covers comes in the address, from the page of the system version.</summary>
[Needs(Right.GrantCertificate)]
public sealed class NewCoursePageModel(MakeCourse make, SubjectPages subjects, Reads reads, Viewer viewer) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? NameFr { get; set; }

    [BindProperty]
    public int Months { get; set; } = 12;

    [BindProperty(SupportsGet = true)]
    public string? CoversKind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? CoversId { get; set; }

    /// <summary>Only a thing that exists in the viewer's agency can be covered.</summary>
    public string? CoversTitle => CoversKind is { } kind && CoversId is { } id && subjects.For(kind) is { } page
        && page.Titles(reads, viewer.Required.Agency, [id]).TryGetValue(id, out var title) ? title : null;

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        Subject? covers = CoversTitle is null ? null : new Subject(CoversKind!, CoversId!.Value);
        var outcome = await make.Run(viewer.Required, new NewCourse((Code ?? "").Trim().ToUpperInvariant(), Name ?? "", string.IsNullOrWhiteSpace(NameFr) ? null : NameFr.Trim(), covers, Months));
        return outcome.Done ? LocalRedirect(TrainingPages.Course(outcome.Value)) : this.Refused(outcome.Refusals);
    }
}
