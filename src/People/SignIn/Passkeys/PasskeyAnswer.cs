using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Probity.People.SignIn.Passkeys;

/// <summary>Where the browser is: a passkey made here is of use nowhere else.</summary>
/// <param name="RpId">The host, without a port.</param>
public sealed record Site(string RpId, string Origin)
{
    public static Site Of(HttpRequest request) => new(request.Host.Host, $"{request.Scheme}://{request.Host}");
}

/// <summary>What the script puts into the form: the parts of the browser's answer, each in base64url.</summary>
public sealed record PasskeyAnswer(byte[] Id, byte[] ClientData, byte[] Attestation, byte[] AuthenticatorData, byte[] Signature, byte[] UserHandle)
{
    private const int Longest = 16 * 1024;

    public static PasskeyAnswer? Read(string? text)
    {
        if (text is not { Length: > 0 and < Longest }) return null;
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4 });
            byte[] Part(string name) => json.RootElement.TryGetProperty(name, out var part) && part.GetString() is { } value ? Base64Url.DecodeFromChars(value) : [];
            return new(Part("id"), Part("clientDataJSON"), Part("attestationObject"), Part("authenticatorData"), Part("signature"), Part("userHandle"));
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
