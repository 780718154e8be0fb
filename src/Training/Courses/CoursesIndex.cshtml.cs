using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Lists;
using Probity.Training.Certificates;

namespace Probity.Training.Courses;

[Needs(Right.SeeTraining)]
public sealed class CoursesIndexModel(CertificateList list, Viewer viewer, ProbityDb db) : PageModel
{
    public IReadOnlyList<(Course Course, long Holders)> Courses { get; private set; } = [];
    public bool MayMake => viewer.May(Right.GrantCertificate);

    public void OnGet()
    {
        var holders = list.HoldersNow(viewer.Required.Agency);
        Courses = [.. db.Set<Course>().OrderBy(course => course.Code).ToList().Select(course => (course, holders.GetValueOrDefault(course.Id)))];
    }
}
