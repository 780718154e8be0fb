using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Probity.People.SignIn.Passkeys;

public sealed record MadeCredential(byte[] Id, byte[] PublicKey, uint SignCount);

/// <summary>
/// Whether a browser's answer is what it says (Web Authentication Level 3, 7.1 and 7.2): made for this site, at this site, for this challenge, by a device whose holder
/// was there and was recognised. Nothing is asked about the make of the device: attestation is not looked at. Null is every "no".
/// </summary>
public static class PasskeyRules
{
    private const int Hash = 32, Flags = 32, Count = 33, Head = 37, AaGuid = 16;
    private const byte Present = 0x01, Verified = 0x04, WithCredential = 0x40, WithExtensions = 0x80;

    public static MadeCredential? Made(PasskeyAnswer answer, Site site, Func<byte[], bool> ours)
    {
        if (!Client(answer.ClientData, "webauthn.create", site, ours) || AuthenticatorData(answer.Attestation) is not { } data || !Device(data, site) || (data[Flags] & WithCredential) == 0) return null;
        var rest = data.AsSpan(Head);
        if (rest.Length < AaGuid + 2) return null;
        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[AaGuid..]);
        rest = rest[(AaGuid + 2)..];
        if (length is 0 or > 1023 || rest.Length <= length) return null;
        var (id, key) = (rest[..length].ToArray(), Key(rest[length..].ToArray(), extensions: (data[Flags] & WithExtensions) != 0));
        return key is null || !CoseKey.IsKey(key) || !id.AsSpan().SequenceEqual(answer.Id) ? null : new(id, key, BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(Count)));
    }

    /// <returns>The device's new count. One that has not grown means a copy of the key, unless the device keeps no count (7.2, step 22).</returns>
    public static uint? Shown(PasskeyAnswer answer, Site site, Func<byte[], bool> ours, byte[] publicKey, long count)
    {
        var data = answer.AuthenticatorData;
        if (!Client(answer.ClientData, "webauthn.get", site, ours) || !Device(data, site)) return null;
        if (!CoseKey.Verify(publicKey, [.. data, .. SHA256.HashData(answer.ClientData)], answer.Signature)) return null;
        var now = BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(Count));
        return (now != 0 || count != 0) && now <= count ? null : now;
    }

    public static byte[] Challenge(PasskeyAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.ClientData);
        return Base64Url.DecodeFromChars(json.RootElement.GetProperty("challenge").GetString());
    }

    private static bool Client(byte[] data, string type, Site site, Func<byte[], bool> ours)
    {
        try
        {
            using var json = JsonDocument.Parse(data);
            var said = json.RootElement;
            return said.GetProperty("type").GetString() == type && said.GetProperty("origin").GetString() == site.Origin
                && !(said.TryGetProperty("crossOrigin", out var cross) && cross.ValueKind != JsonValueKind.False)
                && ours(Base64Url.DecodeFromChars(said.GetProperty("challenge").GetString()));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static bool Device(byte[] data, Site site) =>
        data.Length >= Head && data.AsSpan(0, Hash).SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(site.RpId))) && (data[Flags] & (Present | Verified)) == (Present | Verified);

    private static byte[]? AuthenticatorData(byte[] attestation)
    {
        try
        {
            var reader = new CborReader(attestation, CborConformanceMode.Lax);
            byte[]? found = null;
            for (var left = reader.ReadStartMap(); left > 0; left--)
                if (reader.ReadTextString() == "authData") found = reader.ReadByteString();
                else reader.SkipValue();
            return found;
        }
        catch (Exception malformed) when (malformed is CborContentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? Key(byte[] rest, bool extensions)
    {
        try
        {
            var reader = new CborReader(rest, CborConformanceMode.Ctap2Canonical, allowMultipleRootLevelValues: true);
            reader.SkipValue();
            return reader.BytesRemaining == 0 || extensions ? rest[..^reader.BytesRemaining] : null;
        }
        catch (Exception malformed) when (malformed is CborContentException or InvalidOperationException)
        {
            return null;
        }
    }
}
