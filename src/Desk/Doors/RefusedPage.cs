using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Refusals;
using Probity.Desk.Parts;

namespace Probity.Desk.Doors;

/// <summary>A page that was refused shows itself again, with what was typed, the notice above and the errors at their fields.</summary>
public static class RefusedPage
{
    private const string Key = "Probity.Refusals";

    /// <summary><c>if (!outcome.Done) return this.Refused(outcome.Refusals, "Input");</c> The page needs <c>&lt;p-errors /&gt;</c>.</summary>
    public static PageResult Refused(this PageModel page, IReadOnlyList<Refusal> refusals, string? prefix = null, long? ledgerNumber = null)
    {
        var presentation = page.HttpContext.RequestServices.GetRequiredService<RefusalPresentation>();
        presentation.AddTo(page.ModelState, refusals, prefix);
        page.ViewData[Key] = refusals.Where(r => r.Place is null).Select(r => presentation.ToNotice(r, ledgerNumber)).ToArray();
        page.Response.StatusCode = RefusalPresentation.Status(refusals);
        return page.Page();
    }

    internal static IReadOnlyList<Notice> NoticesOf(ViewDataDictionary viewData) => viewData[Key] as Notice[] ?? [];
}
