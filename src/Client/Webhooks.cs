using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Probity.Client;

/// <summary>Why a message is not taken.</summary>
public enum WebhookFault
{
    /// <summary>The message is taken; <see cref="VerifiedWebhook.Event"/> is there.</summary>
    None,

    /// <summary>One of webhook-id, webhook-timestamp and webhook-signature is missing or is none.</summary>
    HeaderMissing,

    /// <summary>It was signed too long ago, or in the future: it may be an old one sent again by somebody else.</summary>
    OutOfTime,

    /// <summary>No signature is that of this secret over exactly this body.</summary>
    WrongSignature,

    /// <summary>Signed, but no CloudEvent 1.0 in JSON, or under another id.</summary>
    NoEvent,
}

/// <summary>What Probity tells: that something changed. What it then is, is asked of the gate.</summary>
/// <param name="Id">The same at every attempt: whoever has seen it does nothing again.</param>
/// <param name="Type">For example <c>probity.decision.changed</c>.</param>
/// <param name="Subject">For example <c>decision/0193…</c>.</param>
/// <param name="Time">When it happened; messages may overtake each other.</param>
/// <param name="Data">Ids, the reference of the use and the state.</param>
public sealed record WebhookEvent(string Id, string Type, string Subject, DateTimeOffset Time, JsonElement Data)
{
    /// <summary>The decision that it is about, or null.</summary>
    public Guid? Decision => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty("decision", out var id) && id.TryGetGuid(out var decision) ? decision : null;

    /// <summary>The state that was reached, in the words of the interface.</summary>
    public string? State => Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty("state", out var state) ? state.GetString() : null;
}

/// <summary>What came of checking a message.</summary>
public sealed record VerifiedWebhook(WebhookFault Fault, WebhookEvent? Event);

/// <summary>Checks that a message comes from Probity (Standard Webhooks 1.0.0, "Verifying webhook authenticity").</summary>
public static class Webhooks
{
    private const string Prefix = "whsec_", Version = "v1,";

    /// <summary>How far the clocks of both may be apart, the way of the message included.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Verifies the bytes of the body as they came, before anything reads them.</summary>
    /// <param name="secret">"whsec_…", as it was shown once.</param>
    /// <param name="header">Gives a header by its name, in ASP.NET Core <c>name =&gt; request.Headers[name]</c>.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="now">The time of this machine.</param>
    /// <param name="tolerance">Five minutes unless said otherwise.</param>
    /// <exception cref="FormatException">The secret is none.</exception>
    public static VerifiedWebhook Verify(string secret, Func<string, string?> header, ReadOnlySpan<byte> body, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(header);
        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : throw new FormatException("A webhook secret begins with whsec_."));
        if (header("webhook-id") is not { Length: > 0 } id || header("webhook-signature") is not { Length: > 0 } signatures
            || !long.TryParse(header("webhook-timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)) return No(WebhookFault.HeaderMissing);
        if (Math.Abs(now.ToUnixTimeSeconds() - at) > (tolerance ?? Tolerance).TotalSeconds) return No(WebhookFault.OutOfTime);
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}.")), .. body];
        var expected = HMACSHA256.HashData(key, content);
        // Several while a secret is being changed; others than v1 are not ours to judge.
        if (!signatures.Split(' ').Any(one => one.StartsWith(Version, StringComparison.Ordinal) && Is(one[Version.Length..], expected))) return No(WebhookFault.WrongSignature);
        return Read(body) is { } told && told.Id == id ? new VerifiedWebhook(WebhookFault.None, told) : No(WebhookFault.NoEvent);
    }

    private static bool Is(string text, byte[] expected)
    {
        var bytes = new byte[expected.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == expected.Length && CryptographicOperations.FixedTimeEquals(bytes, expected);
    }

    private static WebhookEvent? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = JsonElement.Parse(body);
            return json.ValueKind == JsonValueKind.Object && json.GetProperty("specversion").GetString() == "1.0"
                ? new WebhookEvent(json.GetProperty("id").GetString()!, json.GetProperty("type").GetString()!, json.GetProperty("subject").GetString()!, json.GetProperty("time").GetDateTimeOffset(), json.GetProperty("data").Clone()) : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static VerifiedWebhook No(WebhookFault fault) => new(fault, null);
}
