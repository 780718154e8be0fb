using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Units;

namespace Probity.Registry.Uses;

/// <summary>The people and units that a use can name.</summary>
internal static class UseChoices
{
    public static IReadOnlyList<SelectListItem> Units(ProbityDb db) =>
        [.. db.Set<Unit>().OrderBy(unit => unit.Name).AsEnumerable().Select(unit => new SelectListItem(unit.Name, unit.Id.ToString()))];

    public static IReadOnlyList<SelectListItem> Owners(Accounts accounts, AgencyId agency) =>
        [.. accounts.All(agency).Where(card => card.Active).OrderBy(card => card.Name, StringComparer.CurrentCulture).Select(card => new SelectListItem(card.Called, card.Id.ToString()))];
}
