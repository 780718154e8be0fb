using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Ledger.Notes;

namespace Probity.Acts.Backups;

/// <param name="Erased">Contents that were readable when the backup was made and whose keys were destroyed since: they stay erased.</param>
/// <param name="NewLedger">The name of the new ledger, or null where the old one goes on.</param>
/// <param name="Lost">Acts that others have seen under a signed state and that the backup does not hold; null where nobody said how far that was.</param>
public sealed record Restored(BackupManifest Manifest, long Erased, string? NewLedger, long? Lost);

/// <summary>
/// Puts a backup of a whole installation into an empty data directory, on either database: everything is checked first, keys that were destroyed meanwhile stay destroyed,
/// and the ledger is written again from the journal. Under its old name it goes on only if the newest state that others have seen is shown and is part of what was restored.
/// </summary>
public static class Restore
{
    /// <param name="published">The newest checkpoint that others have, as a file; null where it is not known: then a new ledger is begun.</param>
    public static Outcome<Restored> Whole(
        string backup, string keyFile, string masterFile, string data, string? postgres, string? published, IReadOnlyList<ModelPart> parts, DateTimeOffset now, Action<string, long>? progress = null)
    {
        if (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any(path => Path.GetFileName(path) != "config.json")) return BackupRefusals.TargetNotEmpty.With(("place", data));
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var marker = Path.Combine(data, DataFolder.Restoring);
        File.WriteAllText(marker, "");
        try
        {
            using var folder = DataFolder.Open(data, postgres, toRestore: true);
            var restored = Into(folder, backup, keyFile, masterFile, published, parts, now, progress);
            if (restored.Done) File.Delete(marker);
            return restored;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            return BackupRefusals.NotWritten.With(("place", data), ("why", fault is NpgsqlException ? fault.GetType().Name : fault.Message));
        }
    }

    private static Outcome<Restored> Into(
        DataFolder folder, string backup, string keyFile, string masterFile, string? published, IReadOnlyList<ModelPart> parts, DateTimeOffset now, Action<string, long>? progress)
    {
        var keys = KeyBackup.Open(keyFile, masterFile, folder.Keys);
        if (!keys.Done) return keys.Refused<Restored>();
        using var master = MasterKey.Read(masterFile, folder.Keys);
        var checkedManifest = BackupManifest.Read(backup, master);
        if (!checkedManifest.Done) return checkedManifest.Refused<Restored>();
        var manifest = checkedManifest.Value;
        if (manifest.Agency is not null || keys.Value.Agency is not null) return BackupRefusals.OtherExtent;
        if (Path.GetFullPath(masterFile) != Path.GetFullPath(MasterKey.FileOf(folder.Keys)))
        {
            if (File.Exists(MasterKey.FileOf(folder.Keys))) return BackupRefusals.OtherMasterKey.With(("file", MasterKey.FileOf(folder.Keys)), ("wanted", master.Id), ("given", "?"));
            BackupManifest.Durable(MasterKey.FileOf(folder.Keys), File.ReadAllBytes(masterFile));
        }

        var path = folder.Server is null ? folder.Database : folder.In("restoring.db");
        File.Copy(Path.Combine(backup, BackupManifest.DatabaseName), path);
        long erased;
        using (var copy = Databases.File(path, SqliteOpenMode.ReadWrite))
        {
            Migrator.Apply(copy, parts);
            TableCopy.Execute(copy, "BEGIN");
            var filled = Fill(copy, keys.Value, now);
            if (!filled.Done) return filled.Refused<Restored>();
            erased = filled.Value;
            ErasedAgain.Run(copy, parts);
            TableCopy.Execute(copy, "COMMIT");
        }
        foreach (var blob in manifest.Files.Where(file => file.Name != BackupManifest.DatabaseName))
        {
            var to = Path.Combine(folder.Path, blob.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(Path.Combine(backup, blob.Name), to);
        }
        if (folder.Server is not null)
        {
            var moved = Move.Rows(path, folder, parts, progress);
            if (!moved.Done) return moved.Refused<Restored>();
            File.Delete(path);
        }

        using var database = Databases.Writing(folder);
        using var log = LogKey.Open(folder.Keys, master);
        var journal = NewLedger.OfJournal(database);
        var same = MayGoOn(database, journal.Size, log, published, out var lost);
        if (!same.Done) return same.Refused<Restored>();
        LogKey? begun = same.Value ? null : NewLedger.Name(folder.Keys, master, log, database, journal, "restored", now);
        using (begun) NewLedger.Reset(database, journal);
        return new Restored(manifest, erased, begun?.Origin, lost);
    }

    /// <summary>Gives every row its key back. What is not in the key backup and was not destroyed is missing: then the key backup is the older of the two.</summary>
    private static Outcome<long> Fill(SqliteConnection copy, KeyBackup.Read keys, DateTimeOffset now)
    {
        using var fill = copy.CreateCommand();
        fill.CommandText = "UPDATE acts_data_key SET wrapped = @wrapped WHERE id = @id AND destroyed_at IS NULL";
        var (wrappedAs, idAs) = (new SqliteParameter("@wrapped", SqliteType.Blob), new SqliteParameter("@id", SqliteType.Blob));
        fill.Parameters.AddRange([wrappedAs, idAs]);
        using var erase = copy.CreateCommand();
        erase.CommandText = "UPDATE acts_data_key SET wrapped = NULL, destroyed_at = @at WHERE id = @id AND destroyed_at IS NULL";
        var (atAs, goneAs) = (new SqliteParameter("@at", SqliteType.Integer), new SqliteParameter("@id", SqliteType.Blob));
        erase.Parameters.AddRange([atAs, goneAs]);
        long erased = 0;
        foreach (var (id, _, wrapped, destroyedAt) in KeyBackup.Keys(keys))
        {
            if (wrapped is not null)
            {
                (wrappedAs.Value, idAs.Value) = (wrapped, TypedId.Bytes(id));
                fill.ExecuteNonQuery();
            }
            else
            {
                (atAs.Value, goneAs.Value) = (destroyedAt ?? now.ToUnixTimeMilliseconds(), TypedId.Bytes(id));
                erased += erase.ExecuteNonQuery();
            }
        }
        var missing = TableCopy.Number(copy, "SELECT count(*) FROM acts_data_key WHERE wrapped IS NULL AND destroyed_at IS NULL");
        return missing > 0 ? BackupRefusals.KeysOlder.With(("keys", missing)) : erased;
    }

    /// <summary>Whether what others have seen last is a part of this history, so that going on under the same name shows them nothing that contradicts it.</summary>
    /// <param name="lost">How many acts they have seen that are not here.</param>
    private static Outcome<bool> MayGoOn(DbConnection database, long size, LogKey log, string? published, out long? lost)
    {
        lost = null;
        if (published is null) return false;
        if (!VerifierKey.TryParse(log.VerifierKey, out var key) || !Checkpoint.TryOpen(File.ReadAllBytes(published), key, out var seen)) return BackupRefusals.OtherHistory.With(("file", Path.GetFileName(published)));
        lost = Math.Max(0, seen.Size - size);
        if (seen.Size > size) return false;
        return NewLedger.UpTo(database, seen.Size).Root() == seen.Root ? true : BackupRefusals.OtherHistory.With(("file", Path.GetFileName(published)));
    }
}
