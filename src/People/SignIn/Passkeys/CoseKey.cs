using System.Formats.Cbor;
using System.Security.Cryptography;
using Probity.Ledger.Signatures;

namespace Probity.People.SignIn.Passkeys;

/// <summary>
/// A public key as devices write it (RFC 9052 7, RFC 9053): ES256 on P-256, EdDSA on Ed25519, or RS256 with 2048 bits and more. Nothing else is asked for and nothing else is taken.
/// </summary>
public static class CoseKey
{
    public const int Es256 = -7, EdDsa = -8, Rs256 = -257;

    public static bool IsKey(byte[] key) => Use(key, _ => true, _ => true, Ed25519.IsPublicKey);

    public static bool Verify(byte[] key, byte[] data, byte[] signature) => Use(key,
        ec => ec.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        rsa => rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        point => Ed25519.Verify(point, data, signature));

    private static bool Use(byte[] key, Func<ECDsa, bool> ec, Func<RSA, bool> rsa, Func<ReadOnlySpan<byte>, bool> ed)
    {
        try
        {
            var (numbers, bytes) = Read(key);
            switch (numbers.GetValueOrDefault(1), numbers.GetValueOrDefault(3))
            {
                case (2, Es256) when numbers.GetValueOrDefault(-1) == 1:
                    using (var point = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = bytes[-2], Y = bytes[-3] } })) return ec(point);
                case (1, EdDsa) when numbers.GetValueOrDefault(-1) == 6: return ed(bytes[-2]);
                case (3, Rs256) when bytes[-1].Length is >= 256 and <= 1024:
                    using (var modulus = RSA.Create(new RSAParameters { Modulus = bytes[-1], Exponent = bytes[-2] })) return rsa(modulus);
                default: return false;
            }
        }
        catch (Exception malformed) when (malformed is CborContentException or InvalidOperationException or KeyNotFoundException or CryptographicException or OverflowException or ArgumentException)
        {
            return false;
        }
    }

    private static (Dictionary<long, long> Numbers, Dictionary<long, byte[]> Bytes) Read(byte[] key)
    {
        var (numbers, bytes) = (new Dictionary<long, long>(), new Dictionary<long, byte[]>());
        var reader = new CborReader(key, CborConformanceMode.Ctap2Canonical);
        for (var left = reader.ReadStartMap(); left > 0; left--)
        {
            var label = reader.ReadInt64();
            if (reader.PeekState() == CborReaderState.ByteString) bytes[label] = reader.ReadByteString();
            else numbers[label] = reader.ReadInt64();
        }
        reader.ReadEndMap();
        return (numbers, bytes);
    }
}
