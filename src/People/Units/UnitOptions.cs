using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts.Storage;

namespace Probity.People.Units;

internal static class UnitOptions
{
    public static IReadOnlyList<SelectListItem> Of(ProbityDb db) =>
        [.. db.Set<Unit>().OrderBy(unit => unit.Name).ToList().Select(unit => new SelectListItem(unit.Name, unit.Id.ToString()))];
}
