using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Probity.Ledger.Trees;

/// <summary>
/// A SHA-256 value: exactly 32 bytes, compared by value. The default value is 32 zero bytes, which no known input hashes to;
/// it means "not set" and never "empty tree" (that is <see cref="Merkle.EmptyRoot"/>).
/// </summary>
/// <remarks>Comparison is not constant-time: hashes in a transparency log are public.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Hash : IEquatable<Hash>
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    private static readonly System.Buffers.SearchValues<char> LowerHexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    private readonly ulong _a, _b, _c, _d;

    /// <summary>Takes 32 bytes as a hash; any other length is a programming error.</summary>
    public static Hash FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? MemoryMarshal.Read<Hash>(bytes)
            : throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>SHA-256 of the bytes, without any prefix (see <see cref="Merkle"/> for leaf and node hashes).</summary>
    public static Hash Sha256(ReadOnlySpan<byte> data)
    {
        Unsafe.SkipInit(out Hash hash);
        SHA256.HashData(data, MemoryMarshal.AsBytes(new Span<Hash>(ref hash)));
        return hash;
    }

    /// <summary>Reads 44 characters of standard base64 in its one canonical spelling (RFC 4648 section 4, padding bits zero).</summary>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out Hash hash) => TryTake(StrictBase64.TryDecode(text, out var bytes), bytes, out hash);

    /// <summary>Reads 43 characters of unpadded base64url in its one canonical spelling (RFC 4648 section 5).</summary>
    public static bool TryParseBase64Url(ReadOnlySpan<char> text, out Hash hash) => TryTake(StrictBase64.TryDecodeUrl(text, out var bytes), bytes, out hash);

    /// <summary>Reads 64 lower-case hexadecimal digits.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> text, out Hash hash)
    {
        hash = default;
        if (text.Length != 2 * Size || text.ContainsAnyExcept(LowerHexDigits)) return false;
        hash = FromBytes(Convert.FromHexString(text));
        return true;
    }

    /// <summary>The 32 bytes, without a copy.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash>(in this));

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray() => Bytes.ToArray();

    /// <summary>Standard base64, 44 characters, as in checkpoints and proofs.</summary>
    public string ToBase64() => Convert.ToBase64String(Bytes);

    /// <summary>Unpadded base64url, 43 characters, as in entries and receipts.</summary>
    public string ToBase64Url() => System.Buffers.Text.Base64Url.EncodeToString(Bytes);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(Bytes);

    /// <inheritdoc/>
    public bool Equals(Hash other) => ((_a ^ other._a) | (_b ^ other._b) | (_c ^ other._c) | (_d ^ other._d)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_a;

    /// <summary>Hexadecimal, for messages and debugging.</summary>
    public override string ToString() => ToHex();

    /// <summary>Same 32 bytes.</summary>
    public static bool operator ==(Hash left, Hash right) => left.Equals(right);

    /// <summary>Not the same 32 bytes.</summary>
    public static bool operator !=(Hash left, Hash right) => !left.Equals(right);

    private static bool TryTake(bool decoded, byte[] bytes, out Hash hash)
    {
        hash = default;
        if (!decoded || bytes.Length != Size) return false;
        hash = FromBytes(bytes);
        return true;
    }
}
