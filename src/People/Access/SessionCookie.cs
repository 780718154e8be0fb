using Microsoft.AspNetCore.Http;

namespace Probity.People.Access;

/// <summary>
/// The cookie of a session: "__Host-probity" over TLS (bound to this host, RFC 6265bis 4.1.3.2), "probity" on plain loopback. It ends with the browser; how
/// long the session lives is the server's business.
/// </summary>
public static class SessionCookie
{
    public static string Name(HttpRequest request) => request.IsHttps ? "__Host-probity" : "probity";

    public static string? Read(HttpRequest request) => request.Cookies.TryGetValue(Name(request), out var value) ? value : null;

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(Name(context.Request), token, Options(context));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context));

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}
