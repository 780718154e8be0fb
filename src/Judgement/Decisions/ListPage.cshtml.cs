using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Lists;

namespace Probity.Judgement.Decisions;

/// <summary>Decisions: all of them for those who may read their state, otherwise one's own and those that wait for an officer.</summary>
[Needs(Right.OwnDesk)]
public sealed class DecisionListModel(Viewer viewer, DecisionList list) : PageModel
{
    public ListQuery Query { get; private set; } = null!;
    public ListPage<DecisionLine> Rows { get; private set; } = null!;
    public IReadOnlyList<string> Uses { get; private set; } = [];
    public bool SeesAll => viewer.May(Right.SeeDecisions);
    public bool MayTake => viewer.May(Right.Judge);

    public IActionResult OnGet()
    {
        if (!SeesAll && !MayTake && !viewer.May(Right.JudgeSecond)) return Forbid();
        Query = ListQuery.Of(Request.Query, DecisionList.Definition);
        Rows = list.Page(viewer, Query);
        Uses = list.Uses(viewer);
        return Page();
    }
}
