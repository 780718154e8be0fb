using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Entries;

/// <summary>
/// A leaf of the log: version, kind of act, hour, unlinkable handle and commitment, and nothing else. Its bytes are canonical JSON
/// <c>{"c":"...","h":"...","k":"...","t":"yyyy-MM-ddTHH","v":1}</c>, in exactly one spelling. The hour is UTC; finer time would help
/// an outsider match public entries to events in the street.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>Longest kind of act, in characters.</summary>
    public const int MaxKindLength = 64;

    private const string HourFormat = "yyyy-MM-dd'T'HH";

    private LedgerEntry(string kind, DateTimeOffset hour, EntryHandle handle, Hash commitment) =>
        (Kind, Hour, Handle, Commitment) = (kind, hour, handle, commitment);

    /// <summary>Kind of act, for example <c>judgement.view-committed</c>: lower-case words joined by full stops and hyphens.</summary>
    public string Kind { get; }

    /// <summary>Beginning of the hour of the act, UTC.</summary>
    public DateTimeOffset Hour { get; }

    /// <summary>Names this entry only.</summary>
    public EntryHandle Handle { get; }

    /// <summary>Commitment to the act (<see cref="Entries.Commitment"/>).</summary>
    public Hash Commitment { get; }

    /// <summary>Makes an entry; the time is cut to its UTC hour. A kind that is not spelt as kinds are is a programming error.</summary>
    public static LedgerEntry Of(string kind, DateTimeOffset at, EntryHandle handle, Hash commitment)
    {
        if (!IsKind(kind)) throw new ArgumentException($"Not a kind of act: '{kind}'.", nameof(kind));
        if (handle.Value == 0) throw new ArgumentException("A handle must be set.", nameof(handle));
        var utc = at.UtcDateTime;
        return new LedgerEntry(kind, new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero), handle, commitment);
    }

    /// <summary>The leaf's bytes.</summary>
    public byte[] Encode() => Encoding.ASCII.GetBytes(ToString());

    /// <summary>The leaf's hash in the tree.</summary>
    public Hash LeafHash() => Merkle.LeafHash(Encode());

    /// <summary>The leaf's text.</summary>
    public override string ToString() =>
        string.Concat(["{\"c\":\"", Commitment.ToBase64Url(), "\",\"h\":\"", Handle.ToString(), "\",\"k\":\"", Kind, "\",\"t\":\"", HourText, "\",\"v\":1}"]);

    /// <summary>The hour as the entry spells it, <c>yyyy-MM-ddTHH</c>.</summary>
    public string HourText => Hour.UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads a leaf; anything but the one spelling of an entry is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> leaf, [NotNullWhen(true)] out LedgerEntry? entry)
    {
        entry = null;
        if (!Ascii.IsValid(leaf)) return false;
        var text = Encoding.ASCII.GetString(leaf).AsSpan();
        if (!Skip(ref text, "{\"c\":\"") || !Take(ref text, out var c) || !Hash.TryParseBase64Url(c, out var commitment)
            || !Skip(ref text, "\"h\":\"") || !Take(ref text, out var h) || !EntryHandle.TryParse(h, out var handle)
            || !Skip(ref text, "\"k\":\"") || !Take(ref text, out var k) || !IsKind(k)
            || !Skip(ref text, "\"t\":\"") || !Take(ref text, out var t) || !TryParseHour(t, out var hour)
            || !text.SequenceEqual("\"v\":1}")) return false;
        entry = new LedgerEntry(k.ToString(), hour, handle, commitment);
        return true;
    }

    /// <summary>Reads an hour spelt <c>yyyy-MM-ddTHH</c>.</summary>
    public static bool TryParseHour(ReadOnlySpan<char> text, out DateTimeOffset hour) =>
        DateTimeOffset.TryParseExact(text, HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out hour);

    /// <summary>True for a kind of act in its spelling: a letter, then letters, digits, full stops and hyphens, all lower case, not ending in a joint.</summary>
    public static bool IsKind(ReadOnlySpan<char> kind)
    {
        if (kind.IsEmpty || kind.Length > MaxKindLength || !char.IsAsciiLetterLower(kind[0]) || !char.IsAsciiLetterOrDigit(kind[^1])) return false;
        foreach (var c in kind)
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-')) return false;
        return true;
    }

    private static bool Skip(ref ReadOnlySpan<char> text, string expected)
    {
        if (!text.StartsWith(expected)) return false;
        text = text[expected.Length..];
        return true;
    }

    /// <summary>Takes up to the closing quote and the comma after it.</summary>
    private static bool Take(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> value)
    {
        value = default;
        var end = text.IndexOf("\",");
        if (end < 0) return false;
        value = text[..end];
        text = text[(end + 2)..];
        return true;
    }
}
