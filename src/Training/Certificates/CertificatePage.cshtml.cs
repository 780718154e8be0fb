using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Training.Certificates;

[Needs(Right.SeeTraining)]
public sealed class CertificatePageModel(CertificateList list, WithdrawCertificate withdraw, Viewer viewer) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public CertificateRow Row { get; private set; } = null!;
    public bool MayWithdraw => viewer.May(Right.GrantCertificate) && Row.Standing != Standing.Withdrawn;

    public IActionResult OnGet(CertificateId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(CertificateId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await withdraw.Run(viewer.Required, id, Acts.Reason.FromText(Reason));
        return outcome.Done ? LocalRedirect(TrainingPages.Certificate(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(CertificateId id)
    {
        if (list.Find(viewer.Required.Agency, id) is not { } row) return false;
        Row = row;
        return true;
    }
}
