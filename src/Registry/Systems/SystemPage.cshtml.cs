using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Registry.Uses;

namespace Probity.Registry.Systems;

/// <summary>What is known about a system, its versions and what it is used for.</summary>
[Needs(Right.SeeRegister)]
public sealed class SystemPageModel(Viewer viewer, ProbityDb db) : PageModel
{
    public const int UsesShown = 50;

    public AiSystem System { get; private set; } = null!;
    public IReadOnlyList<SystemVersion> Versions { get; private set; } = [];
    public IReadOnlyList<Use> Uses { get; private set; } = [];
    public int UseCount { get; private set; }
    public bool MayKeep => viewer.May(Right.KeepRegister);

    public IActionResult OnGet(AiSystemId id)
    {
        if (db.Set<AiSystem>().SingleOrDefault(row => row.Id == id) is not { } system) return NotFound();
        System = system;
        Versions = [.. db.Set<SystemVersion>().Where(row => row.System == id).OrderByDescending(row => row.RegisteredAt).ThenByDescending(row => row.Id)];
        var versions = Versions.Select(version => version.Id).ToList();
        var uses = db.Set<Use>().Where(use => versions.Contains(use.SystemVersion));
        UseCount = uses.Count();
        Uses = [.. uses.OrderBy(use => use.Reference).Take(UsesShown)];
        return Page();
    }
}
