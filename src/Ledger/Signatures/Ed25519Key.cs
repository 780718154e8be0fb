using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Probity.Ledger.Signatures;

/// <summary>
/// An Ed25519 private key that signs through OpenSSL's libcrypto, which .NET on Linux needs anyway; the platform itself has no Ed25519.
/// The seed lives in OpenSSL's memory and is wiped there when the key is disposed. Safe for concurrent use.
/// </summary>
public sealed class Ed25519Key : IDisposable
{
    private readonly LibCrypto.KeyHandle _key;
    private readonly byte[] _publicKey;

    private Ed25519Key(LibCrypto.KeyHandle key, byte[] publicKey) => (_key, _publicKey) = (key, publicKey);

    /// <summary>False where libcrypto 3 is absent (for example on Windows); such a machine can verify but not sign.</summary>
    public static bool CanSign { get; } = NativeLibrary.TryLoad(LibCrypto.Library, out _);

    /// <summary>The key of a 32-byte seed (RFC 8032 section 5.1.5). The caller wipes the seed it holds.</summary>
    public static Ed25519Key FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Ed25519.SeedSize) throw new ArgumentException($"A seed has {Ed25519.SeedSize} bytes, not {seed.Length}.", nameof(seed));
        var key = LibCrypto.NewPrivateKey(seed);
        var publicKey = new byte[Ed25519.PublicKeySize];
        LibCrypto.GetPublicKey(key, publicKey);
        return new Ed25519Key(key, publicKey);
    }

    /// <summary>A new random seed, to be kept as a secret.</summary>
    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(Ed25519.SeedSize);

    /// <summary>The public key of a seed.</summary>
    public static byte[] PublicKeyOf(ReadOnlySpan<byte> seed)
    {
        using var key = FromSeed(seed);
        return key._publicKey;
    }

    /// <summary>The 32-byte public key.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>The 64-byte signature over the message; deterministic.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        LibCrypto.Sign(_key, message, signature);
        return signature;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
