using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Probity.Server.Doors;

/// <summary>Remembers that a form was refused because it did not come from a page of this session, so that the answer can say so.</summary>
internal sealed class FormFromElsewhere : IAlwaysRunResultFilter
{
    private static readonly object Mark = new();

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult) context.HttpContext.Items[Mark] = Mark;
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    public static bool Was(HttpContext context) => context.Items.ContainsKey(Mark) || context.Features.Get<Microsoft.AspNetCore.Antiforgery.IAntiforgeryValidationFeature>() is { IsValid: false };
}
