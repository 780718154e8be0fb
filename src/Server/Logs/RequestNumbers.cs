namespace Probity.Server.Logs;

internal static class RequestNumbers
{
    /// <summary>Without letters that are read for one another, so that a person can say it on the telephone (Crockford's base 32, in small letters).</summary>
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>
    /// Every request gets a number of its own, in the header Request-Id, in what is logged about it and on the page or in the problem document of a refusal. What a caller sends under
    /// that name is not taken. It is no secret: it opens nothing.
    /// </summary>
    public static IApplicationBuilder UseRequestNumbers(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        var number = string.Create(10, Random.Shared.NextInt64(1L << 50), static (text, drawn) =>
        {
            for (var i = 0; i < text.Length; i++, drawn >>= 5) text[i] = Letters[(int)(drawn & 31)];
        });
        context.TraceIdentifier = number;
        Set(context);
        return next(context);
    });

    internal static void Set(HttpContext context) => context.Response.Headers["Request-Id"] = context.TraceIdentifier;
}
