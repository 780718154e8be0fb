using System.Text.Json;
using System.Text.Json.Nodes;

namespace Probity.Ledger.Json;

/// <summary>Why a text has no canonical form.</summary>
public enum CanonicalJsonFault
{
    /// <summary>It has one.</summary>
    None,
    /// <summary>The bytes are not UTF-8.</summary>
    NotUtf8,
    /// <summary>Not one JSON value (RFC 8259), or nested deeper than <see cref="CanonicalJson.MaxDepth"/>.</summary>
    NotJson,
    /// <summary>An object names a member twice; readers would disagree about which counts (RFC 7493 section 2.3).</summary>
    DuplicateMember,
    /// <summary>A string contains half of a surrogate pair and is not Unicode text (RFC 8785 section 3.2.2.2).</summary>
    LoneSurrogate,
    /// <summary>A number beyond the range of an IEEE 754 double (RFC 8785 section 3.2.2.3).</summary>
    NumberOutOfRange,
}

/// <summary>
/// The JSON Canonicalization Scheme of RFC 8785: one spelling, in UTF-8, for each JSON value, so that a hash of it means something.
/// Members are sorted by UTF-16 code units, numbers written as ECMAScript writes a double, no white space.
/// </summary>
/// <remarks>
/// Numbers are doubles by the scheme: an integer beyond 2^53 is rounded. Money, counters and ids that can grow so large belong in strings.
/// The canonical form of a canonical form is itself, so comparing the two tests whether bytes are canonical.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>Deepest nesting of objects and arrays accepted.</summary>
    public const int MaxDepth = 64;

    /// <summary>Canonicalises JSON text in UTF-8 that comes from outside; a fault is a value.</summary>
    public static bool TryCanonicalise(ReadOnlySpan<byte> utf8, out byte[] canonical, out CanonicalJsonFault fault)
    {
        var canonicaliser = Canonicaliser.Rent();
        fault = canonicaliser.Run(utf8);
        canonical = fault == CanonicalJsonFault.None ? canonicaliser.Output.ToArray() : [];
        canonicaliser.Return();
        return fault == CanonicalJsonFault.None;
    }

    /// <summary>
    /// Canonicalises JSON text in UTF-8 that we wrote ourselves (for example with a serialiser); having no canonical form is then a programming error.
    /// The cheapest way on a hot path: one pass, no allocation but the result.
    /// </summary>
    public static byte[] Canonicalise(ReadOnlySpan<byte> utf8) =>
        TryCanonicalise(utf8, out var canonical, out var fault) ? canonical : throw new FormatException($"No canonical JSON form: {fault}.");

    /// <summary>Canonicalises an element; the same as canonicalising the text it was read from.</summary>
    public static byte[] Canonicalise(JsonElement element) => Canonicalise(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element));

    /// <summary>
    /// Canonicalises a node (null is JSON null). Strings are checked in the node itself, because the platform's writer would turn half a
    /// surrogate pair into U+FFFD and so change what was said; NaN and infinities are refused too (FormatException).
    /// </summary>
    public static byte[] Canonicalise(JsonNode? node)
    {
        RefuseWhatWritingWouldChange(node);
        return Canonicalise(JsonSerializer.SerializeToUtf8Bytes(node, NodeOptions));
    }

    /// <summary>Canonicalises whatever the platform's serialiser makes of the value, with the given options.</summary>
    public static byte[] Canonicalise<T>(T value, JsonSerializerOptions options) => Canonicalise(JsonSerializer.SerializeToUtf8Bytes(value, options));

    /// <summary>True when the bytes are exactly the canonical form of the JSON value they contain.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> utf8)
    {
        var canonicaliser = Canonicaliser.Rent();
        var canonical = canonicaliser.Run(utf8) == CanonicalJsonFault.None && canonicaliser.Output.SequenceEqual(utf8);
        canonicaliser.Return();
        return canonical;
    }

    private static readonly JsonSerializerOptions NodeOptions = new() { MaxDepth = MaxDepth };

    private static void RefuseWhatWritingWouldChange(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    RefuseLoneSurrogate(name);
                    RefuseWhatWritingWouldChange(value);
                }
                break;
            case JsonArray items:
                foreach (var item in items) RefuseWhatWritingWouldChange(item);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                RefuseLoneSurrogate(text);
                break;
            case JsonValue value when value.TryGetValue<double>(out var number) && !double.IsFinite(number):
                throw new FormatException($"No canonical JSON form: {CanonicalJsonFault.NumberOutOfRange}.");
            case JsonValue value when value.TryGetValue<float>(out var number) && !float.IsFinite(number):
                throw new FormatException($"No canonical JSON form: {CanonicalJsonFault.NumberOutOfRange}.");
            case JsonValue value when value.TryGetValue<char>(out var character):
                RefuseLoneSurrogate(character.ToString());
                break;
        }
    }

    private static void RefuseLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) throw new FormatException($"No canonical JSON form: {CanonicalJsonFault.LoneSurrogate}.");
            i++;
        }
    }
}
