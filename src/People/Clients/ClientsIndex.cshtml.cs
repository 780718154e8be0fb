using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.People.Clients;

[Needs(Right.KeepClients)]
public sealed class ClientsIndexModel(ProbityDb db) : PageModel
{
    public IReadOnlyList<ServiceClient> Clients { get; private set; } = [];

    public void OnGet() => Clients = [.. db.Set<ServiceClient>().OrderBy(client => client.Name).ThenBy(client => client.Id)];
}
