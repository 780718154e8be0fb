using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.People.Clients;

namespace Probity.People.Webhooks;

/// <summary>The secret is on the page that answers the request and nowhere else.</summary>
[Needs(Right.KeepClients)]
[NeedsFresh]
public sealed class WebhookPageModel(KeepWebhooks keep, Viewer viewer, Texts texts, ProbityDb db, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public List<WebhookEvent> Events { get; set; } = [];

    public ServiceClient Client { get; private set; } = null!;
    public Webhook? Webhook { get; private set; }
    public string? Secret { get; private set; }

    /// <summary>Until when the secret before signs too, where one does.</summary>
    public DateTimeOffset? FormerUntil { get; private set; }

    /// <summary>What the system may ask for, it may be told.</summary>
    public IEnumerable<SelectListItem> EventOptions =>
        Enum.GetValues<WebhookEvent>().Where(what => WebhookRules.Needs(what).Any(Client.Scopes.Contains)).Select(what => new SelectListItem(texts["people.webhook.event." + what], what.ToString()));

    public IActionResult OnGet(ServiceClientId id)
    {
        if (!Find(id)) return NotFound();
        if (Webhook is { } known) (Address, Events) = (known.Address, [.. known.Events]);
        return Page();
    }

    public async Task<IActionResult> OnPost(ServiceClientId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await keep.Set(viewer.Required, id, new WebhookInput(Address, Events));
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        if (outcome.Value.Secret is not { } secret) return LocalRedirect(PeoplePages.Client(id));
        Secret = secret;
        return Page();
    }

    public async Task<IActionResult> OnPostRenew(ServiceClientId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await keep.Renew(viewer.Required, id);
        if (!outcome.Done) return this.Refused(outcome.Refusals);
        (Secret, FormerUntil) = (outcome.Value.Secret, clock.GetUtcNow() + KeepWebhooks.Overlap);
        return Page();
    }

    public async Task<IActionResult> OnPostEnd(ServiceClientId id)
    {
        if (!Find(id)) return NotFound();
        var outcome = await keep.End(viewer.Required, id);
        return outcome.Done ? LocalRedirect(PeoplePages.Client(id)) : this.Refused(outcome.Refusals);
    }

    private bool Find(ServiceClientId id)
    {
        if (db.Set<ServiceClient>().SingleOrDefault(row => row.Id == id) is not { RevokedAt: null } client) return false;
        (Client, Webhook) = (client, db.Set<Webhook>().SingleOrDefault(row => row.Client == id));
        FormerUntil = Webhook?.FormerUntil > clock.GetUtcNow() ? Webhook.FormerUntil : null;
        return true;
    }
}
