using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Probity.Desk.Doors;

namespace Probity.Desk.Language;

/// <summary>
/// The language of a request: the reader's own choice (a plain cookie), then what the browser asks for, then English.
/// Only the language of texts follows; parsing and formatting of data stay invariant.
/// </summary>
public static class LanguageChoice
{
    public const string CookieName = "language";

    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Of(context.Request));
        return next(context);
    });

    public static string Of(HttpRequest request)
    {
        if (request.Cookies.TryGetValue(CookieName, out var chosen) && Languages.Knows(chosen)) return chosen!;
        return request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(Languages.Knows) ?? Languages.Default;
    }

    /// <summary><c>/language?to=fr&amp;back=/uses</c>.</summary>
    public static IEndpointRouteBuilder MapLanguage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language", Choose).Public("a person must be able to read the sign-in page").ExcludeFromDescription();
        return routes;
    }

    internal static IResult Choose(HttpContext context, string? to, string? back)
    {
        if (Languages.Knows(to))
            context.Response.Cookies.Append(CookieName, to!, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            });
        return Results.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    /// <summary>A path of this site and nothing else: "//host" and "/\host" leave it.</summary>
    internal static bool IsLocal(string? path) =>
        path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
