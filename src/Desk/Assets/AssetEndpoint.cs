using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Probity.Desk.Doors;

namespace Probity.Desk.Assets;

public static class AssetEndpoint
{
    /// <summary>Serves the built files, already compressed, to anyone: the sign-in page needs them too.</summary>
    public static IEndpointRouteBuilder MapAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], Serve).Public("the sign-in page needs its styles").ExcludeFromDescription();
        return routes;
    }

    private static async Task Serve(HttpContext context, string file, AssetManifest manifest, IWebHostEnvironment environment)
    {
        var response = context.Response;
        if (!manifest.Publishes(file) || TypeOf(file) is not { } type)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var (found, encoding) = Choose(environment, file, context.Request);
        if (!found.Exists)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = type;
        response.ContentLength = found.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        if (HttpMethods.IsGet(context.Request.Method)) await response.SendFileAsync(found, context.RequestAborted);
    }

    private static (Microsoft.Extensions.FileProviders.IFileInfo, string?) Choose(IWebHostEnvironment environment, string file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, suffix) in new[] { ("br", ".br"), ("gzip", ".gz") })
        {
            if (!accepted.Any(a => a.Value == encoding && a.Quality is not 0)) continue;
            var packed = environment.WebRootFileProvider.GetFileInfo($"assets/{file}{suffix}");
            if (packed.Exists) return (packed, encoding);
        }
        return (environment.WebRootFileProvider.GetFileInfo($"assets/{file}"), null);
    }

    private static string? TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => null,
    };
}
