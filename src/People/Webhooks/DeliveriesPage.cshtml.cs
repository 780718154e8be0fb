using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

[Needs(Right.KeepClients)]
public sealed class DeliveriesPageModel(KeepWebhooks keep, DeliveryList list, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    [BindProperty]
    public string? Delivery { get; set; }

    public ServiceClient Client { get; private set; } = null!;
    public ListQuery Query { get; private set; } = null!;
    public ListPage<DeliveryRow> List { get; private set; } = null!;
    public IReadOnlyList<ListFilter> Filters => [new("state", texts["people.delivery.state"], [.. Enum.GetValues<DeliveryState>().Select(state => new SelectListItem(texts["people.delivery.state." + state], state.ToString()))])];

    /// <summary>A system that is told nothing any more, or is cut off, is sent nothing again.</summary>
    public bool MaySend { get; private set; }

    public IActionResult OnGet(ServiceClientId id) => Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(ServiceClientId id)
    {
        if (!Find(id) || !WebhookDeliveryId.TryParse(Delivery, null, out var delivery)) return NotFound();
        var outcome = await keep.SendAgain(viewer.Required, id, delivery);
        return outcome.Done ? LocalRedirect(PeoplePages.Deliveries(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(ServiceClientId id)
    {
        if (db.Set<ServiceClient>().SingleOrDefault(row => row.Id == id) is not { } client) return false;
        Client = client;
        MaySend = client.RevokedAt is null && db.Set<Webhook>().Any(row => row.Client == id);
        Query = ListQuery.Of(Request.Query, DeliveryList.Definition);
        List = list.Page(viewer.Required.Agency, id, Query);
        return true;
    }
}
