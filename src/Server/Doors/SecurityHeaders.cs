namespace Probity.Server.Doors;

/// <summary>
/// What every answer says to the browser. Nothing may be loaded from elsewhere, no script or style stands in a page, nobody may frame a page, and nothing
/// is kept by caches unless the endpoint says so (docs/threat-model.md).
/// </summary>
internal static class SecurityHeaders
{
    private const string Pages =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For machines: nothing at all may run in what they get.</summary>
    private const string Machines = "default-src 'none'; frame-ancestors 'none'";

    private const string Features =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        Set(context);
        return next(context);
    });

    internal static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        if (ProbityServer.IsInterface(context.Request.Path))
        {
            headers.ContentSecurityPolicy = Machines;
            return;
        }
        headers.ContentSecurityPolicy = Pages;
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        // Only over TLS: over plain HTTP the header means nothing (RFC 6797, 7.2), and loopback must stay reachable.
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}
