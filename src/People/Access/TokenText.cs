using System.Buffers;
using System.Buffers.Text;

namespace Probity.People.Access;

/// <summary>Reads a secret that somebody sent us: exactly so many bytes in base64url without padding (RFC 4648 5), or not at all.</summary>
internal static class TokenText
{
    public static bool TryRead(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.Length == Base64Url.GetEncodedLength(bytes.Length)
        && Base64Url.DecodeFromChars(text, bytes, out var read, out var written) == OperationStatus.Done && read == text.Length && written == bytes.Length;
}
