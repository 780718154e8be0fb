using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

[Needs(Right.SeeAccounts)]
public sealed class AccountsIndexModel(AccountList list, Viewer viewer, Texts texts, ProbityDb db) : PageModel
{
    public ListQuery Query { get; private set; } = null!;
    public ListPage<AccountCard> List { get; private set; } = null!;
    public IReadOnlyList<ListFilter> Filters { get; private set; } = [];
    public bool MayKeep => viewer.May(Right.KeepAccounts);

    public void OnGet()
    {
        Query = ListQuery.Of(Request.Query, AccountList.Definition);
        List = list.Page(viewer.Required.Agency, Query);
        Filters =
        [
            new("role", texts["people.account.role"], [.. Enum.GetValues<Role>().Where(role => role != Role.Member).Select(role => new SelectListItem(texts["people.role." + role], role.ToString()))]),
            new("unit", texts["people.account.unit"], UnitOptions.Of(db)),
            new("state", texts["people.account.state"], [new(texts["people.account.active"], "active"), new(texts["people.account.off"], "off")]),
        ];
    }
}
