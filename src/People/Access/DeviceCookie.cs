using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Probity.People.Access;

/// <summary>
/// A random mark that a browser gets with its first sign-in and keeps for a year: "__Host-probity-device" over TLS, "probity-device" on plain loopback. It says
/// that two sessions come from one browser, no more; nothing is read off the machine. A private window has none of it (docs/adr/0009).
/// </summary>
public static class DeviceCookie
{
    private const int Bytes = 16;

    public static string Name(HttpRequest request) => request.IsHttps ? "__Host-probity-device" : "probity-device";

    /// <summary>SHA-256 of the browser's mark. One that has none, or something else in its place, gets a new one with the answer.</summary>
    internal static byte[] Mark(HttpContext context)
    {
        Span<byte> mark = stackalloc byte[Bytes];
        if (!context.Request.Cookies.TryGetValue(Name(context.Request), out var sent) || !TokenText.TryRead(sent, mark)) RandomNumberGenerator.Fill(mark);
        context.Response.Cookies.Append(Name(context.Request), Base64Url.EncodeToString(mark), new CookieOptions
        {
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
        return SHA256.HashData(mark);
    }
}
