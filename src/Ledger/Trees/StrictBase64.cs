using System.Buffers;
using System.Buffers.Text;

namespace Probity.Ledger.Trees;

/// <summary>
/// Base64 with one spelling per value. The platform's decoder skips white space and ignores the unused bits of the last
/// character, so that one signature or hash could be written in several ways; evidence must not be that supple.
/// </summary>
public static class StrictBase64
{
    /// <summary>Standard alphabet with padding (RFC 4648 section 4).</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0) return false;
        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, buffer, out var written)) return false;
        var decoded = buffer[..written];
        if (!Convert.ToBase64String(decoded).AsSpan().SequenceEqual(text)) return false;
        bytes = decoded;
        return true;
    }

    /// <summary>URL-safe alphabet without padding (RFC 4648 section 5).</summary>
    public static bool TryDecodeUrl(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 == 1) return false;
        var buffer = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, buffer, out _, out var written) != OperationStatus.Done) return false;
        var decoded = buffer[..written];
        if (!Base64Url.EncodeToString(decoded).AsSpan().SequenceEqual(text)) return false;
        bytes = decoded;
        return true;
    }
}
