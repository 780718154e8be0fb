using System.Buffers;
using System.Numerics;
using System.Security.Cryptography;

namespace Probity.Ledger.Signatures;

/// <summary>
/// Verification of Ed25519 signatures (RFC 8032 section 5.1.7) in managed code, the same on every platform. For signing see <see cref="Ed25519Key"/>.
/// </summary>
/// <remarks>
/// Choices among what RFC 8032 leaves open, after Chalkias, Garillot and Nikolaenko, "Taming the many EdDSAs" (2020):
/// S must be below the group order (no second signature can be made from a first); the public key must be canonically encoded and not of
/// small order (one signature then binds one message and one key); the equation is the one without cofactor and R is compared
/// as bytes, which also refuses every other spelling of R. This accepts no more than OpenSSL and Go's crypto/ed25519 accept, and the same for
/// every signature and key made honestly. All inputs are public, so the code is not constant-time. About a tenth of a millisecond.
/// </remarks>
public static class Ed25519
{
    /// <summary>Length of a seed (private key) in bytes.</summary>
    public const int SeedSize = 32;

    /// <summary>Length of a public key in bytes.</summary>
    public const int PublicKeySize = 32;

    /// <summary>Length of a signature in bytes.</summary>
    public const int SignatureSize = 64;

    /// <summary>The order of the base point's group, 2^252 + 27742317777372353535851937790883648493.</summary>
    internal static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>True when the signature over the message was made with the private key of this public key. Never throws, whatever the bytes.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize || publicKey.Length != PublicKeySize) return false;
        ReadOnlySpan<byte> r = signature[..32], s = signature[32..];
        if (new BigInteger(s, isUnsigned: true) >= Order) return false;
        if (!EdwardsPoint.TryDecode(publicKey, out var key) || key.IsSmallOrder) return false;
        Span<byte> challenge = stackalloc byte[32];
        Challenge(r, publicKey, message, challenge);
        // R = [S]B - [k]A
        Span<byte> expected = stackalloc byte[32];
        EdwardsPoint.DoubleMultiply(s, challenge, key.Negate()).Encode(expected);
        return expected.SequenceEqual(r);
    }

    /// <summary>True when the bytes are the canonical encoding of a curve point that is not of small order.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey) =>
        publicKey.Length == PublicKeySize && EdwardsPoint.TryDecode(publicKey, out var key) && !key.IsSmallOrder;

    /// <summary>k = SHA-512(R || A || message) modulo the order, little-endian.</summary>
    private static void Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> challenge)
    {
        var length = 64 + message.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        r.CopyTo(buffer);
        publicKey.CopyTo(buffer.AsSpan(32));
        message.CopyTo(buffer.AsSpan(64));
        Span<byte> digest = stackalloc byte[64];
        SHA512.HashData(buffer.AsSpan(0, length), digest);
        ArrayPool<byte>.Shared.Return(buffer);
        challenge.Clear();
        (new BigInteger(digest, isUnsigned: true) % Order).TryWriteBytes(challenge, out _, isUnsigned: true);
    }
}
