using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Telemetry;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Server.Logs;

namespace Probity.Server.Doors;

/// <summary>What the page of a refused request shows.</summary>
public sealed record RefusedRequest(Refusal Refusal, int Status, string Trace);

/// <summary>
/// The last word on every request that ended without an answer of its own: one page or one problem document (RFC 9457) in the reader's language.
/// An exception is a fault of the program: its number is shown, its content is not, and the log gets its type and place without its message,
/// because a message may quote what somebody typed.
/// </summary>
internal sealed class RefusedRequests(RequestDelegate next, ILogger<RefusedRequests> log, Texts texts)
{
    public const string Page = "/refused";

    public async Task InvokeAsync(HttpContext context)
    {
        var storeGone = false;
        // Whatever is refused because it cannot be done now may be asked again, and says when.
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0) response.Headers.RetryAfter = "5";
            return Task.CompletedTask;
        }, context);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            storeGone = StoreFaults.Unavailable(fault);
            var status = fault switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                KeyDestroyedException => StatusCodes.Status410Gone,
                _ when StoreFaults.NotText(fault) => StatusCodes.Status400BadRequest,
                // Read or write, nothing was acknowledged: the database is gone for now, and the next request finds out whether it is back.
                _ when storeGone => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (status >= 500) log.LogError("Request {Trace} failed: {Fault}", context.TraceIdentifier, FaultText.Of(fault));
            if (context.Response.HasStarted)
            {
                // Half an answer must not look like a whole one.
                context.Abort();
                return;
            }
            context.Response.Clear();
            SecurityHeaders.Set(context);
            RequestNumbers.Set(context);
            context.Response.StatusCode = status;
        }
        if (context.Response.StatusCode >= 400 && IsEmpty(context.Response)) await Answer(context, storeGone);
    }

    private static bool IsEmpty(HttpResponse response) => !response.HasStarted && response.ContentLength is null or 0 && string.IsNullOrEmpty(response.ContentType);

    private async Task Answer(HttpContext context, bool storeGone)
    {
        var status = context.Response.StatusCode;
        var code = storeGone ? ActsRefusals.StoreUnavailable
            : status == StatusCodes.Status400BadRequest && (FormFromElsewhere.Was(context) || OtherOrigins.Was(context)) ? ServerRefusals.FormFromElsewhere : ServerRefusals.For(status);
        Measures.Refused(code);
        if (storeGone)
        {
            // The page that says so asks the database nothing: not who is signed in, not what waits for them.
            context.Request.Headers.Remove("Cookie");
            context.Request.Headers.Remove("Authorization");
        }
        var refused = new RefusedRequest(code, status, context.TraceIdentifier);
        if (WantsPage(context.Request) && await TryPage(context, refused)) return;
        await WriteProblem(context, refused);
    }

    private static bool WantsPage(HttpRequest request) =>
        !ProbityServer.IsInterface(request.Path) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs the pipeline again for the page that shows the refusal, with the status kept.</summary>
    private async Task<bool> TryPage(HttpContext context, RefusedRequest refused)
    {
        var (path, method, body) = (context.Request.Path, context.Request.Method, context.Request.Body);
        context.Items[typeof(RefusedRequest)] = refused;
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path, OriginalPathBase = context.Request.PathBase, OriginalQueryString = context.Request.QueryString.Value, Endpoint = context.GetEndpoint() });
        context.SetEndpoint(null);
        context.Features.Set<IRouteValuesFeature>(null);
        (context.Request.Path, context.Request.Method, context.Request.Body) = (Page, HttpMethods.Get, Stream.Null);
        try
        {
            await next(context);
            return true;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log.LogError("The page of refused request {Trace} failed: {Fault}", refused.Trace, FaultText.Of(fault));
            context.Response.Clear();
            SecurityHeaders.Set(context);
            RequestNumbers.Set(context);
            context.Response.StatusCode = refused.Status;
            return false;
        }
        finally
        {
            (context.Request.Path, context.Request.Method, context.Request.Body) = (path, method, body);
        }
    }

    private Task WriteProblem(HttpContext context, RefusedRequest refused)
    {
        var words = texts.In(LanguageChoice.Of(context.Request));
        var problem = new RefusalPresentation(words).ToProblem([refused.Refusal]);
        problem.Status = refused.Status;
        problem.Extensions["trace"] = refused.Trace;
        context.Response.Headers.ContentLanguage = words.Language;
        return context.Response.WriteAsJsonAsync(problem, HouseJson.Options, "application/problem+json");
    }
}

internal static class RefusedRequestsExtensions
{
    public static IApplicationBuilder UseAnswersToRefusedRequests(this IApplicationBuilder app) => app.UseMiddleware<RefusedRequests>();
}
