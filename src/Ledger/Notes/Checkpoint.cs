using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Notes;

/// <summary>
/// What a log states about itself by C2SP tlog-checkpoint: at this size (in entries) its tree has this root. The text of a signed note: origin, size, root in base64,
/// each on a line; extension lines are kept when read and never written.
/// </summary>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    /// <summary>Reads the text of a note.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        if (!text.EndsWith('\n')) return false;
        var lines = text[..^1].Split('\n');
        if (lines.Length < 3 || lines.Any(l => l.Length == 0)) return false;
        if (!TryParseSize(lines[1], out var size) || !Hash.TryParseBase64(lines[2], out var root)) return false;
        checkpoint = new Checkpoint(lines[0], size, root);
        return true;
    }

    /// <summary>Reads a size or an index: decimal, no sign, no leading zero, below 2^63. The platform's parser would overlook null characters at the end.</summary>
    public static bool TryParseSize(ReadOnlySpan<char> text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && (text.Length == 1 || text[0] != '0') && text[^1] != '\0';

    /// <summary>
    /// Reads a checkpoint note and accepts it only when the log signed it, no known signature fails and the origin is the log's name.
    /// </summary>
    public static bool TryOpen(ReadOnlySpan<byte> note, VerifierKey log, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        return SignedNote.TryParse(note, out var read) && log.Kind == NoteKeyKind.Ed25519 && read.Check([log]).Accepted
            && TryParse(read.Text, out checkpoint) && checkpoint.Origin == log.Name;
    }

    /// <summary>The note signed by the log, whose name must be the origin.</summary>
    public SignedNote SignedBy(NoteSigner log)
    {
        if (log.Key.Kind != NoteKeyKind.Ed25519 || log.Key.Name != Origin) throw new ArgumentException($"'{log.Key.Name}' is not the log '{Origin}'.", nameof(log));
        return log.Sign(SignedNote.Of(ToString()), default);
    }

    /// <summary>The text of the note.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");
}
