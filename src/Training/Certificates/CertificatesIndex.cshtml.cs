using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.People.Units;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

[Needs(Right.SeeTraining)]
public sealed class CertificatesIndexModel(CertificateList list, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    public ListQuery Query { get; private set; } = null!;
    public ListPage<CertificateRow> List { get; private set; } = null!;
    public IReadOnlyList<ListFilter> Filters { get; private set; } = [];
    public bool MayGrant => viewer.May(Right.GrantCertificate);

    public void OnGet()
    {
        Query = ListQuery.Of(Request.Query, CertificateList.Definition);
        List = list.Page(viewer.Required.Agency, Query);
        Filters =
        [
            new("course", texts["training.course"], [.. db.Set<Course>().OrderBy(course => course.Code).ToList().Select(course => new SelectListItem($"{course.Code}, {course.NameIn(texts.Language)}", course.Code))]),
            new("unit", texts["training.unit"], [.. db.Set<Unit>().OrderBy(unit => unit.Name).ToList().Select(unit => new SelectListItem(unit.Name, unit.Id.ToString()))]),
            new("standing", texts["training.standing"], [.. Enum.GetValues<Standing>().Select(standing => new SelectListItem(texts["training.standing-name." + CertificateList.Word(standing)], CertificateList.Word(standing)))]),
        ];
    }
}
