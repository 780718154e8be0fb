using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Notes;

/// <summary>One signature line of a note: who claims to have signed, and the signature's bytes (for a cosignature: time and signature).</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    internal bool IsBy(VerifierKey key) => Name == key.Name && KeyId == key.Id;

    /// <summary>The line, with its line feed.</summary>
    public override string ToString()
    {
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, KeyId);
        return $"\u2014 {Name} {Convert.ToBase64String([.. id, .. Bytes.Span])}\n";
    }
}

/// <summary>What checking a note against known keys gave.</summary>
/// <param name="Signers">Known keys with a valid signature, each once, with the signature.</param>
/// <param name="Failed">Known keys that have a signature which does not verify; a note with one must be refused.</param>
public sealed record NoteCheck(IReadOnlyList<(VerifierKey Key, NoteSignature Signature)> Signers, IReadOnlyList<VerifierKey> Failed)
{
    /// <summary>At least one known key signed and none failed.</summary>
    public bool Accepted => Signers.Count > 0 && Failed.Count == 0;
}

/// <summary>
/// A text with signatures in the format of C2SP signed-note: text ending in a line feed, an empty line, signature lines. The text means nothing
/// until <see cref="Check"/> has accepted it. Immutable.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Most bytes in a note that is read.</summary>
    public const int MaxSize = 1_000_000;

    /// <summary>Most signatures in a note that is read; the format demands at least 16.</summary>
    public const int MaxSignatures = 100;

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) => (Text, Signatures) = (text, signatures);

    /// <summary>The signed text, with its final line feed.</summary>
    public string Text { get; }

    /// <summary>The signature lines in their order.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>An unsigned note; the text must end in a line feed and hold no other control character.</summary>
    public static SignedNote Of(string text)
    {
        if (!IsText(text)) throw new ArgumentException("A note's text ends in a line feed and has no other control character.", nameof(text));
        return new SignedNote(text, []);
    }

    /// <summary>Reads a note; any departure from the format is refused. Signatures are not checked here.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note)
    {
        note = null;
        if (bytes.Length > MaxSize || !Utf8.IsValid(bytes)) return false;
        var all = Encoding.UTF8.GetString(bytes);
        // The last empty line parts text and signatures; the text may contain others.
        var gap = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || !IsText(all) || all.Length == gap + 2) return false;
        var lines = all[(gap + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures) return false;
        var signatures = new NoteSignature[lines.Length];
        for (var i = 0; i < lines.Length; i++)
            if (!TryParseSignature(lines[i], out signatures[i]!)) return false;
        note = new SignedNote(all[..(gap + 1)], signatures);
        return true;
    }

    /// <summary>Reads one signature line without its line feed.</summary>
    public static bool TryParseSignature(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        if (!line.StartsWith("\u2014 ", StringComparison.Ordinal)) return false;
        var space = line.IndexOf(' ', 2);
        if (space < 0 || !VerifierKey.IsName(line.AsSpan(2, space - 2))) return false;
        if (!StrictBase64.TryDecode(line.AsSpan(space + 1), out var bytes) || bytes.Length < 5) return false;
        signature = new NoteSignature(line[2..space], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4));
        return true;
    }

    /// <summary>The note with one more signature at the end.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    /// <summary>
    /// Checks the signatures of the known keys. Signatures by others are ignored, also when name or id alone agree with a known key's; a signature that claims to be
    /// by a known key must verify.
    /// </summary>
    public NoteCheck Check(IEnumerable<VerifierKey> known)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var signers = new List<(VerifierKey, NoteSignature)>();
        var failed = new List<VerifierKey>();
        foreach (var key in known.Distinct())
        {
            var claims = Signatures.Where(s => s.IsBy(key)).ToList();
            if (claims.Any(s => !key.Verifies(text, s.Bytes.Span))) failed.Add(key);
            else if (claims.Count > 0) signers.Add((key, claims[0]));
        }
        return new NoteCheck(signers, failed);
    }

    /// <summary>The note's bytes.</summary>
    public byte[] Encode() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>The note's text form, signatures included.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text}\n{string.Concat(Signatures)}");

    private static bool IsText(string text)
    {
        if (!text.EndsWith('\n')) return false;
        foreach (var c in text)
            if (c < 0x20 && c != '\n') return false;
        return true;
    }
}
