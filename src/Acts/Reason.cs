namespace Probity.Acts;

/// <summary>Why, in the person's own words, with what it rests on.</summary>
/// <param name="Text">Own words; never empty where a kind of act demands a reason.</param>
/// <param name="Evidence">What was looked at: each a typed reference, for example ("document", "Necessity test, 12 March 2026", sha-256 or null).</param>
public sealed record Reason(string Text, IReadOnlyList<Evidence>? Evidence = null)
{
    public static Reason? FromText(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Reason(text.Trim());
}

/// <param name="Kind">document, record, statement, link.</param>
/// <param name="Sha256">Hash of the bytes where there are bytes; lower-case hexadecimal.</param>
public sealed record Evidence(string Kind, string Title, string? Sha256 = null);
