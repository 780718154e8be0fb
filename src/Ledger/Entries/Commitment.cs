using System.Security.Cryptography;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Entries;

/// <summary>
/// Binds an act to the log without showing it: SHA-256("probity.act/v1" LF || 32-byte salt || canonical payload).
/// One fresh random salt for each act, so that a name, a plate or a case number cannot be found by trying candidates, and so that
/// destroying salt and payload leaves nothing to link to (EDPB Guidelines 02/2025; every proof stays valid).
/// </summary>
public static class Commitment
{
    /// <summary>Length of a salt in bytes.</summary>
    public const int SaltSize = 32;

    // The tag keeps a commitment to an act apart from any other use of the hash; its last byte is a line feed.
    private static ReadOnlySpan<byte> DomainTag => "probity.act/v1\n"u8;

    /// <summary>A fresh salt from the system's random source.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltSize);

    /// <summary>The commitment to a payload in canonical JSON (<see cref="Json.CanonicalJson"/>).</summary>
    public static Hash To(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalPayload) => Under(DomainTag, salt, canonicalPayload);

    /// <summary>True when salt and payload are what was committed to.</summary>
    public static bool Opens(in Hash commitment, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalPayload) =>
        salt.Length == SaltSize && To(salt, canonicalPayload) == commitment;

    internal static Hash Under(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        if (salt.Length != SaltSize) throw new ArgumentException($"A salt has {SaltSize} bytes, not {salt.Length}.", nameof(salt));
        var length = tag.Length + salt.Length + content.Length;
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        tag.CopyTo(rented);
        salt.CopyTo(rented.AsSpan(tag.Length));
        content.CopyTo(rented.AsSpan(tag.Length + salt.Length));
        var hash = Hash.Sha256(rented.AsSpan(0, length));
        // Payload and salt may be personal data whose erasure must mean something.
        System.Buffers.ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return hash;
    }
}
