using System.Data.Common;
using Probity.Acts.Backups;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Ledger.Trees;

namespace Probity.Acts.Sequencing;

/// <summary>
/// Leaves a ledger that cannot go on for a new one (a shard): the entries of the journal in the order they have, under a new name and a new key. Two cases need it: stored
/// bytes that differ from what was signed, and a restored database that is older than a state others have seen, where going on under the old name would show two histories.
/// Entries keep their numbers, so every step of a decision stands under one signed state again, and receipts of the old ledger are checked with the old key.
/// </summary>
public static class NewLedger
{
    /// <summary>Does it all for an installation that nothing serves; the sequencer writes and signs the new ledger at the next start.</summary>
    /// <exception cref="InvalidDataException">Numbers are missing in the journal: there is no order to go on from.</exception>
    public static LeftLedger Begin(string data, string? postgres, string why, DateTimeOffset now)
    {
        using var folder = DataFolder.Open(data, postgres);
        using var master = MasterKey.Open(folder.Keys);
        using var old = LogKey.Open(folder.Keys, master);
        using var database = Databases.Writing(folder);
        var journal = OfJournal(database);
        using var begun = Name(folder.Keys, master, old, database, journal, why, now);
        Reset(database, journal);
        SetAside(folder.Ledger, begun.Left.Count);
        return begun.Left[^1];
    }

    /// <summary>How many entries the journal has in order, and their right edge. Nothing else of the old ledger is believed.</summary>
    /// <exception cref="InvalidDataException">Numbers are missing in the journal: there is no order to go on from.</exception>
    internal static CompactRange OfJournal(DbConnection database) => UpTo(database, long.MaxValue);

    internal static CompactRange UpTo(DbConnection database, long size)
    {
        var range = new CompactRange();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT leaf_index, entry FROM acts_journal WHERE leaf_index IS NOT NULL ORDER BY leaf_index";
        using var rows = command.ExecuteReader();
        while (range.Size < size && rows.Read())
        {
            if (rows.GetInt64(0) != range.Size) throw new InvalidDataException($"The journal has no act with the number {range.Size}.");
            range.Append(Merkle.LeafHash((byte[])rows.GetValue(1)));
        }
        return range;
    }

    /// <summary>Inside the caller's transaction: the state of a ledger of which no file is written and nothing signed. The sequencer writes and signs it when it starts.</summary>
    internal static void Reset(DbConnection database, CompactRange journal) => TableCopy.Execute(database,
        "UPDATE acts_ledger SET epoch = epoch + 1, size = @size, edge = @edge, written = 0, signed = 0, checkpoint = NULL, signed_at = NULL, frozen = NULL WHERE id = 1",
        ("@size", journal.Size), ("@edge", Sequencer.Edge(journal)));

    /// <summary>The new name and key first: from here on nothing is signed by the old one, whatever stops in between.</summary>
    internal static LogKey Name(string keys, MasterKey master, LogKey left, DbConnection database, CompactRange journal, string why, DateTimeOffset now)
    {
        string? checkpoint;
        using (var command = database.CreateCommand())
        {
            command.CommandText = "SELECT checkpoint FROM acts_ledger WHERE id = 1";
            checkpoint = command.ExecuteScalar() as string;
        }
        return left.Succeed(keys, master, new LeftLedger(left.Origin, left.VerifierKey, journal.Size, checkpoint, now, why));
    }

    /// <summary>The files of the old ledger are evidence: they move aside and stay.</summary>
    internal static void SetAside(string ledgerFolder, int number)
    {
        var aside = Path.Combine(ledgerFolder, "left", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (!Directory.EnumerateFileSystemEntries(ledgerFolder).Any(path => Path.GetFileName(path) != "left")) return;
        Directory.CreateDirectory(aside);
        foreach (var path in Directory.EnumerateFileSystemEntries(ledgerFolder).Where(path => Path.GetFileName(path) != "left").ToList())
            Directory.Move(path, Path.Combine(aside, Path.GetFileName(path)));
    }
}
