using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Training.Certificates;

namespace Probity.Training.Courses;

[Needs(Right.SeeTraining)]
public sealed class CoursePageModel(CertificateList list, SubjectPages subjects, Reads reads, Viewer viewer, ProbityDb db) : PageModel
{
    public Course Course { get; private set; } = null!;
    public long Holders => list.HoldersNow(viewer.Required.Agency).GetValueOrDefault(Course.Id);
    public bool MayGrant => viewer.May(Right.GrantCertificate);

    /// <summary>The system version, as the room that owns it shows it; nothing where that room is not installed or the viewer may not see it.</summary>
    public (string Title, string Link)? Covers =>
        Course.CoversKind is { } kind && Course.Covers is { } id && subjects.For(kind) is { } page && viewer.May(page.Needs)
        && page.Titles(reads, viewer.Required.Agency, [id]).TryGetValue(id, out var title) ? (title, page.Link(id)) : null;

    public IActionResult OnGet(CourseId id)
    {
        if (db.Set<Course>().SingleOrDefault(row => row.Id == id) is not { } course) return NotFound();
        Course = course;
        return Page();
    }
}
