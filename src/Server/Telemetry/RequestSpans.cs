using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Probity.Acts.Telemetry;

namespace Probity.Server.Telemetry;

internal static class RequestSpans
{
    /// <summary>
    /// A span around each request, named by the pattern of its address, never by the address. It begins a trace of its own: the platform's span, which it does not continue, knows the
    /// address, and what a caller sends as its trace is the caller's word. Without a listener a request pays for one look.
    /// </summary>
    public static IApplicationBuilder UseRequestSpans(this IApplicationBuilder app) => app.Use(static (context, next) => Measures.Source.HasListeners() ? Spanned(context, next) : next(context));

    private static async Task Spanned(HttpContext context, RequestDelegate next)
    {
        Activity.Current = null;
        using var span = Measures.Source.StartActivity("request", ActivityKind.Server);
        await next(context);
        if (span is not { IsAllDataRequested: true }) return;
        var (method, status) = (Known(context.Request.Method), context.Response.StatusCode);
        // A request that was answered by the page of refusals went to where it was first sent.
        var endpoint = context.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint ?? context.GetEndpoint();
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} /{route.Trim('/')}";
        span.SetTag(Exported.MethodTag, method);
        if (route is not null) span.SetTag(Exported.RouteTag, route);
        span.SetTag(Exported.StatusTag, status);
        if (status >= 500) span.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A method is a word of the caller until it is one of these (RFC 9110 9.3).</summary>
    private static string Known(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" or "TRACE" or "CONNECT" ? method : "_OTHER";
}
