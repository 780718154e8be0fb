using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Probity.People.Webhooks;

/// <summary>
/// Standard Webhooks 1.0.0, "Signature scheme": "v1," and the HMAC-SHA256 (RFC 2104), in base64, over "id.timestamp.body" under the bytes that stand in base64 after "whsec_".
/// </summary>
public static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";

    public static string SecretText(ReadOnlySpan<byte> secret) => SecretPrefix + Convert.ToBase64String(secret);

    public static string Of(ReadOnlySpan<byte> secret, string id, DateTimeOffset at, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{id}.{Timestamp(at)}.{body}")));

    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
