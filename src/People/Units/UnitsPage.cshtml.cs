using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Lists;
using Probity.People.Accounts;

namespace Probity.People.Units;

[Needs(Right.SeeAccounts)]
public sealed class UnitsPageModel(KeepUnits keep, UnitList list, Accounts.Accounts accounts, Viewer viewer) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public ListQuery Query { get; private set; } = null!;
    public ListPage<UnitRow> List { get; private set; } = null!;

    /// <summary>The unit whose leader is being chosen: one list of people on a page, not one for each unit.</summary>
    [FromQuery(Name = "lead")]
    public string? Leading { get; set; }

    public string LeadingAt(UnitId id)
    {
        var kept = Request.Query.Where(part => part.Key is "q" or "unit" or "after" or "before" or "sort" or "size").Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value.ToString())}");
        return $"{PeoplePages.Units}?{string.Join('&', kept.Append("lead=" + id))}#unit-{id}";
    }

    public IReadOnlyDictionary<UnitId, long> Counts { get; private set; } = new Dictionary<UnitId, long>();
    public bool MayKeep => viewer.May(Right.KeepAccounts);

    public void OnGet() => Show();

    public async Task<IActionResult> OnPostMake() => After(await keep.Make(viewer.Required, Name));

    public async Task<IActionResult> OnPostRename(UnitId id, string? name) => After(await keep.Rename(viewer.Required, id, name));

    public async Task<IActionResult> OnPostLead(UnitId id, AccountId? leader) => After(await keep.Lead(viewer.Required, id, leader));

    public IReadOnlyList<AccountCard> People => [.. accounts.All(viewer.Required.Agency).Where(card => card.Active).OrderBy(card => card.Name)];

    public string NameOf(AccountId? id) => id is { } one ? accounts.Find(viewer.Required.Agency, one)?.Called ?? "" : "";

    private IActionResult After<T>(Outcome<T> outcome)
    {
        if (outcome.Done) return LocalRedirect(PeoplePages.Units);
        Show();
        return this.Refused(outcome.Refusals);
    }

    private void Show()
    {
        Query = ListQuery.Of(Request.Query, UnitList.Definition);
        List = list.Page(viewer.Required.Agency, Query);
        Counts = accounts.All(viewer.Required.Agency).Where(card => card.UnitId is not null && card.Active).GroupBy(card => card.UnitId!.Value).ToDictionary(group => group.Key, group => group.LongCount());
    }
}
