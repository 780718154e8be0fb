using System.Buffers.Text;
using Probity.People.Access;

namespace Probity.People.Clients;

/// <summary>"pk_" + 32 hexadecimal digits of the client's id + "_" + 43 characters of the secret (base64url of 32 bytes). The prefix lets secret scanners find a leaked key.</summary>
public static class ClientKey
{
    public const string Prefix = "pk_";
    private const int IdLength = 32, SecretLength = 43;
    public const int Length = 3 + IdLength + 1 + SecretLength;

    public static string Text(ServiceClientId id, ReadOnlySpan<byte> secret) => $"{Prefix}{id.Value:N}_{Base64Url.EncodeToString(secret)}";

    public static bool TryRead(ReadOnlySpan<char> key, out Guid id, Span<byte> secret)
    {
        id = default;
        return key.Length == Length && key.StartsWith(Prefix, StringComparison.Ordinal) && key[Prefix.Length + IdLength] == '_'
            && Guid.TryParseExact(key.Slice(Prefix.Length, IdLength), "N", out id)
            && TokenText.TryRead(key[(Prefix.Length + IdLength + 1)..], secret);
    }
}
