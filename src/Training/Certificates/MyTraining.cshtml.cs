using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Training.Certificates;

[Needs(Right.OwnDesk)]
public sealed class MyTrainingModel(CertificateList list, Viewer viewer) : PageModel
{
    public IReadOnlyList<CertificateRow> Certificates { get; private set; } = [];
    public bool SeesAll => viewer.May(Right.SeeTraining);

    public void OnGet()
    {
        if (viewer.Required.Account is { } me) Certificates = list.Of(viewer.Required.Agency, me);
    }
}
