using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Probity.Ledger.Signatures;

/// <summary>The few functions of OpenSSL 3 used for signing: EVP_PKEY raw keys and one-shot EVP_DigestSign (Ed25519 signs the whole message, no pre-hash).</summary>
internal static partial class LibCrypto
{
    public const string Library = "libcrypto.so.3";

    private const int NidEd25519 = 1087; // NID_ED25519, obj_mac.h

    public sealed class KeyHandle : SafeHandle
    {
        public KeyHandle() : base(0, ownsHandle: true) { }
        public override bool IsInvalid => handle == 0;
        protected override bool ReleaseHandle()
        {
            EVP_PKEY_free(handle);
            return true;
        }
    }

    private sealed class DigestHandle : SafeHandle
    {
        public DigestHandle() : base(0, ownsHandle: true) { }
        public override bool IsInvalid => handle == 0;
        protected override bool ReleaseHandle()
        {
            EVP_MD_CTX_free(handle);
            return true;
        }
    }

    public static KeyHandle NewPrivateKey(ReadOnlySpan<byte> seed)
    {
        var key = EVP_PKEY_new_raw_private_key(NidEd25519, 0, seed, (nuint)seed.Length);
        if (key.IsInvalid) throw new CryptographicException("libcrypto made no Ed25519 key.");
        return key;
    }

    public static void GetPublicKey(KeyHandle key, Span<byte> publicKey)
    {
        var length = (nuint)publicKey.Length;
        Demand(EVP_PKEY_get_raw_public_key(key, publicKey, ref length) == 1 && length == (nuint)publicKey.Length);
    }

    public static void Sign(KeyHandle key, ReadOnlySpan<byte> message, Span<byte> signature)
    {
        using var digest = EVP_MD_CTX_new();
        Demand(!digest.IsInvalid);
        Demand(EVP_DigestSignInit(digest, 0, 0, 0, key) == 1);
        var length = (nuint)signature.Length;
        Demand(EVP_DigestSign(digest, signature, ref length, message, (nuint)message.Length) == 1 && length == (nuint)signature.Length);
    }

    private static void Demand(bool condition)
    {
        if (!condition) throw new CryptographicException("libcrypto refused an Ed25519 operation.");
    }

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial KeyHandle EVP_PKEY_new_raw_private_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_PKEY_get_raw_public_key(KeyHandle key, Span<byte> publicKey, ref nuint length);

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial DigestHandle EVP_MD_CTX_new();

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_DigestSignInit(DigestHandle context, nint keyContext, nint type, nint engine, KeyHandle key);

    [LibraryImport(Library), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_DigestSign(DigestHandle context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint length);
}
