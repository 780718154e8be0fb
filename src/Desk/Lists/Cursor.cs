using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Probity.Desk.Lists;

/// <summary>
/// A place in a sorted list: the value of the sort column in invariant form, and the id that tells equal values apart. Reading on from
/// a place costs the same on page 1 and on page 1,000, and rows added meanwhile shift nothing.
/// </summary>
public sealed record Cursor(string Key, string Id)
{
    private const int MaxLength = 2_000;

    public override string ToString() => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(new[] { Key, Id }));

    /// <summary>False for anything that is not a place: the list then starts at its beginning.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Cursor? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength) return false;
        try
        {
            var parts = JsonSerializer.Deserialize<string[]>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)));
            if (parts is [{ } key, { } id]) cursor = new Cursor(key, id);
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
            return false;
        }
        return cursor is not null;
    }
}
