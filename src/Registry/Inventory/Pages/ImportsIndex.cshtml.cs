using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Registry.Inventory.Imports;

namespace Probity.Registry.Inventory.Pages;

[Needs(Right.SeeRegister)]
public sealed class ImportsIndexModel(ProbityDb db, Viewer viewer) : PageModel
{
    /// <summary>An agency imports a few files a year.</summary>
    private const int Most = 200;

    public IReadOnlyList<InventoryImport> Imports { get; private set; } = [];
    public bool MayImport => viewer.May(Right.KeepRegister);

    public async Task OnGet() => Imports = await db.Set<InventoryImport>().OrderByDescending(import => import.BegunAt).ThenByDescending(import => import.Id).Take(Most).ToListAsync();
}
