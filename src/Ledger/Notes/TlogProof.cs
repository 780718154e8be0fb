using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Notes;

/// <summary>
/// A C2SP <c>.tlog-proof</c>: index, inclusion path and the checkpoint note verbatim with its cosignatures, enough to prove an entry offline.
/// <see cref="Extra"/> is not authenticated and must not be trusted.
/// </summary>
public sealed record TlogProof(long Index, IReadOnlyList<Hash> Path, SignedNote Note, ReadOnlyMemory<byte>? Extra = null)
{
    private const string Header = "c2sp.org/tlog-proof@v1";

    /// <summary>Reads a proof; any departure from the format is refused. Nothing is verified here.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out TlogProof? proof)
    {
        proof = null;
        if (!TakeLine(ref text, out var line) || !line.SequenceEqual(Header) || !TakeLine(ref text, out line)) return false;
        ReadOnlyMemory<byte>? extra = null;
        if (line.StartsWith("extra "))
        {
            if (!StrictBase64.TryDecode(line["extra ".Length..], out var bytes)) return false;
            extra = bytes;
            if (!TakeLine(ref text, out line)) return false;
        }
        if (!line.StartsWith("index ") || !Checkpoint.TryParseSize(line["index ".Length..], out var index)) return false;
        var path = new List<Hash>();
        while (true)
        {
            if (!TakeLine(ref text, out line)) return false;
            if (line.IsEmpty) break;
            if (path.Count == 63 || !Hash.TryParseBase64(line, out var hash)) return false;
            path.Add(hash);
        }
        // The text may hold what UTF-8 cannot express; the note's own reader works on bytes.
        if (!SignedNote.TryParse(Encoding.UTF8.GetBytes(text.ToString()), out var note) || !note.ToString().AsSpan().SequenceEqual(text)) return false;
        proof = new TlogProof(index, path, note, extra);
        return true;
    }

    /// <summary>The checkpoint the note states, or null when its text is not one. Unverified.</summary>
    public Checkpoint? Checkpoint => Notes.Checkpoint.TryParse(Note.Text, out var checkpoint) ? checkpoint : null;

    /// <summary>True when the path leads from this leaf hash to the root the note states. Says nothing about who signed the note.</summary>
    public bool Includes(in Hash leafHash) => Checkpoint is { } c && MerkleProof.VerifyInclusion(leafHash, Index, c.Size, c.Root, [.. Path]);

    /// <summary>The proof's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra) text.Append("extra ").Append(Convert.ToBase64String(extra.Span)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Path) text.Append(hash.ToBase64()).Append('\n');
        return text.Append('\n').Append(Note).ToString();
    }

    private static bool TakeLine(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> line)
    {
        line = default;
        var end = text.IndexOf('\n');
        if (end < 0) return false;
        line = text[..end];
        text = text[(end + 1)..];
        return true;
    }
}
