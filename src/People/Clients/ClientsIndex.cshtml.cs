using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.People.Webhooks;

namespace Probity.People.Clients;

[Needs(Right.KeepClients)]
public sealed class ClientsIndexModel(ProbityDb db) : PageModel
{
    public IReadOnlyList<ServiceClient> Clients { get; private set; } = [];

    /// <summary>Those that could not be told.</summary>
    public IReadOnlySet<ServiceClientId> Failing { get; private set; } = new HashSet<ServiceClientId>();

    public void OnGet()
    {
        Clients = [.. db.Set<ServiceClient>().OrderBy(client => client.Name).ThenBy(client => client.Id)];
        Failing = db.Set<Webhook>().Where(row => row.FailingSince != null).Select(row => row.Client).ToHashSet();
    }
}
