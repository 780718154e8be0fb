using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Rights;
using Probity.Desk.Doors;

namespace Probity.Registry.Found;

/// <summary>The same questions on paper, for units without the time or the screen.</summary>
[Needs(Right.ReportFoundUse)]
public sealed class PaperFormModel : PageModel
{
    public const int Lines = 5;
}
