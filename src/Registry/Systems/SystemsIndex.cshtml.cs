using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Lists;

namespace Probity.Registry.Systems;

[Needs(Right.SeeRegister)]
public sealed class SystemsIndexModel(SystemList list, Viewer viewer) : PageModel
{
    public ListQuery Query { get; private set; } = null!;
    public ListPage<SystemRow> List { get; private set; } = null!;
    public bool MayKeep => viewer.May(Right.KeepRegister);

    public void OnGet()
    {
        Query = ListQuery.Of(Request.Query, SystemList.Definition);
        List = list.Page(viewer.Required.Agency, Query);
    }
}
