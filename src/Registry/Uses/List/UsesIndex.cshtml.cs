using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.People.Accounts;

namespace Probity.Registry.Uses.List;

/// <summary>Every use that the agency knows. An agency that knows none is asked first what it already has.</summary>
[Needs(Right.SeeRegister)]
public sealed class UsesIndexModel(UseList list, Accounts accounts, Viewer viewer, Texts texts, ProbityDb db, TimeProvider clock) : PageModel
{
    public ListQuery Query { get; private set; } = null!;
    public ListPage<UseRow> List { get; private set; } = null!;
    public IReadOnlyList<ListFilter> Filters { get; private set; } = [];
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public bool MayKeep => viewer.May(Right.KeepRegister);

    public IActionResult OnGet()
    {
        var agency = viewer.Required.Agency;
        if (list.IsEmpty(agency)) return LocalRedirect(RegistryPages.FirstUses);
        Query = ListQuery.Of(Request.Query, UseList.Definition);
        List = list.Page(agency, Query, Now);
        Filters =
        [
            new(UseList.State, texts["registry.column.standing.label"], texts.Options<Standing>("registry.standing.")),
            new(UseList.Class, texts["registry.use.class"], texts.Options<RiskClass>("registry.class.")),
            new(UseList.Category, texts["registry.use.category"], texts.Options<PurposeCategory>("registry.category.")),
            new(UseList.Unit, texts["registry.use.unit"], UseChoices.Units(db)),
            new(UseList.Owner, texts["registry.use.owner"], UseChoices.Owners(accounts, agency)),
            new(UseList.Ends, texts["registry.filter.ends"], [new(texts["registry.filter.ends.30"], "30"), new(texts["registry.filter.ends.90"], "90")]),
        ];
        return Page();
    }

    public string OwnerOf(UseRow row) => row.Owner is { } owner ? accounts.Find(viewer.Required.Agency, owner)?.Called ?? "" : "";
}
