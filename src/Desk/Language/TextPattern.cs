using System.Text.RegularExpressions;

namespace Probity.Desk.Language;

/// <summary>Reads <c>{place}</c>, <c>[words](name)</c> and <c>**words**</c> in a text; nothing else is markup.</summary>
public static partial class TextPattern
{
    public sealed record Parts(Action<string> Words, Action<object?> Value, Action<string, Href> Link, Action<string> Strong);

    /// <summary>The names of all places and links of a text, so that languages can be compared.</summary>
    public static IReadOnlyList<string> Places(string text) =>
        [.. Pattern().Matches(text).Select(m => m.Groups["place"].Success ? m.Groups["place"].Value : m.Groups["name"].Value).Where(n => n.Length > 0).Order(StringComparer.Ordinal)];

    internal static void Write(string text, TextWriter to, (string Name, object? Value)[] values, Parts parts)
    {
        var at = 0;
        foreach (Match m in Pattern().Matches(text))
        {
            if (m.Index > at) parts.Words(text[at..m.Index]);
            at = m.Index + m.Length;
            if (m.Groups["place"].Success) parts.Value(Value(m.Groups["place"].Value, text, values));
            else if (m.Groups["name"].Success) parts.Link(m.Groups["words"].Value, LinkTarget(m.Groups["name"].Value, text, values));
            else parts.Strong(m.Groups["strong"].Value);
        }
        if (at < text.Length) parts.Words(text[at..]);
    }

    private static Href LinkTarget(string name, string text, (string Name, object? Value)[] values) =>
        Value(name, text, values) switch
        {
            Href h => h,
            string s => new Href(s),
            _ => throw new ArgumentException($"The link '{name}' in \"{text}\" needs an address."),
        };

    private static object? Value(string name, string text, (string Name, object? Value)[] values)
    {
        foreach (var (n, v) in values)
            if (n == name) return v;
        throw new ArgumentException($"No value for '{name}' in \"{text}\".");
    }

    [GeneratedRegex(@"\{(?<place>[A-Za-z][A-Za-z0-9-]*)\}|\[(?<words>[^\]]+)\]\((?<name>[A-Za-z][A-Za-z0-9-]*)\)|\*\*(?<strong>[^*{]+)\*\*")]
    private static partial Regex Pattern();
}
