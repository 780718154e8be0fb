using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Probity.Ledger.Signatures;
using Probity.People.SignIn.Passkeys;

namespace Probity.People.Tests.SignIn;

/// <summary>A device that holds one passkey, and whatever else a test wants it to say.</summary>
/// <param name="alg">-7 ES256, -8 EdDSA, -257 RS256.</param>
internal sealed class SoftwareAuthenticator(int alg = CoseKey.Es256) : IDisposable
{
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA? _rsa = alg == CoseKey.Rs256 ? RSA.Create(2048) : null;
    private readonly Ed25519Key? _ed = alg == CoseKey.EdDsa ? Ed25519Key.FromSeed(Ed25519Key.NewSeed()) : null;

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);
    public uint Count { get; set; }
    public byte Flags { get; set; } = 0x05;
    public string Origin { get; set; } = "https://probity.example";
    public string RpId { get; set; } = "probity.example";
    public byte[] Handle { get; private set; } = [];

    public string Make(string options)
    {
        var asked = JsonDocument.Parse(options).RootElement;
        Handle = Base64Url.DecodeFromChars(asked.GetProperty("user").GetProperty("id").GetString());
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)Id.Length);
        byte[] data = [.. Data((byte)(Flags | 0x40)), .. new byte[16], .. length, .. Id, .. Key()];
        var attestation = new CborWriter();
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return JsonSerializer.Serialize(new { id = Text(Id), clientDataJSON = Text(Client("webauthn.create", asked)), attestationObject = Text(attestation.Encode()) });
    }

    public string Show(string options, string type = "webauthn.get")
    {
        Count = Count == 0 ? 0 : Count + 1;
        var (client, data) = (Client(type, JsonDocument.Parse(options).RootElement), Data(Flags));
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        var signature = _rsa?.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) ?? _ed?.Sign(signed) ?? _ec.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return JsonSerializer.Serialize(new { id = Text(Id), clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Text(Handle) });
    }

    private byte[] Client(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    private byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RpId)), flags, .. count];
    }

    private byte[] Key()
    {
        var key = new CborWriter(CborConformanceMode.Ctap2Canonical);
        if (_rsa?.ExportParameters(false) is { } big) Write(4, (1, 3), (3, -257), (-1, big.Modulus!), (-2, big.Exponent!));
        else if (_ed is not null) Write(4, (1, 1), (3, -8), (-1, 6), (-2, _ed.PublicKey.ToArray()));
        else
        {
            var point = _ec.ExportParameters(false).Q;
            Write(5, (1, 2), (3, -7), (-1, 1), (-2, point.X!), (-3, point.Y!));
        }
        return key.Encode();

        void Write(int members, params (int Label, object Value)[] all)
        {
            key.WriteStartMap(members);
            foreach (var (label, value) in all)
            {
                key.WriteInt32(label);
                if (value is byte[] bytes) key.WriteByteString(bytes);
                else key.WriteInt32((int)value);
            }
            key.WriteEndMap();
        }
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose()
    {
        _ec.Dispose();
        _rsa?.Dispose();
        _ed?.Dispose();
    }
}
