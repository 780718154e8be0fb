using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Webhooks;

namespace Probity.People.Clients;

[Needs(Right.KeepClients)]
public sealed class ClientPageModel(KeepClients keep, Viewer viewer, ProbityDb db) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public ServiceClient Client { get; private set; } = null!;
    public Webhook? Webhook { get; private set; }

    public IActionResult OnGet(ServiceClientId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(ServiceClientId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await keep.Revoke(viewer.Required, id, Reason);
        return outcome.Done ? LocalRedirect(PeoplePages.Client(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(ServiceClientId id)
    {
        if (db.Set<ServiceClient>().SingleOrDefault(row => row.Id == id) is not { } client) return false;
        (Client, Webhook) = (client, db.Set<Webhook>().SingleOrDefault(row => row.Client == id));
        return true;
    }
}
