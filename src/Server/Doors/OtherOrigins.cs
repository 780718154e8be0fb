namespace Probity.Server.Doors;

internal static class OtherOrigins
{
    /// <summary>
    /// What changes something is taken from a browser only when the page that sent it is of this host: beside the token of each form, and for the interface, which
    /// has no forms, instead of it. Browsers put Origin on every such request (Fetch Standard 3.2); programs put none, and bring a key that no browser adds by itself.
    /// </summary>
    public static IApplicationBuilder RefuseOtherOrigins(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers.Origin is not [{ } origin] || IsOurs(origin, request)) return next(context);
        context.Items[typeof(OtherOrigins)] = true;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    public static bool Was(HttpContext context) => context.Items.ContainsKey(typeof(OtherOrigins));

    /// <summary>The scheme is left out: a proxy that ends TLS may not have said so.</summary>
    private static bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, new Uri($"{uri.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase);
}
