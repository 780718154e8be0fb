using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Acts.Backups;

/// <param name="Keys">Data keys that are wrapped by the new key now.</param>
/// <param name="File">Where the new key is.</param>
/// <param name="Finished">An interrupted change was finished instead of a new one being made.</param>
public sealed record ChangedMasterKey(string Id, long Keys, string File, bool Finished);

/// <summary>
/// Gives the installation a new master key: every key it wraps is wrapped anew, nothing that they seal is touched. The commit of the rows decides; a run that was stopped before it
/// changed nothing, one that was stopped after it is finished by running it again. Whoever had the old key opens old key backups for as long as they are kept, and nothing newer.
/// </summary>
public static class ChangeMasterKey
{
    private const string New = ".new";

    /// <param name="newKeyFile">Where the new key is to be written, when the service takes its key from elsewhere than keys/; null for keys/.</param>
    public static Outcome<ChangedMasterKey> Run(DataFolder folder, string? newKeyFile)
    {
        var current = MasterKey.FileOf(folder.Keys);
        var next = newKeyFile ?? Path.Combine(folder.Keys, MasterKey.FileName + New);
        try
        {
            var marker = Path.Combine(folder.Keys, MasterKey.ChangingName);
            using var database = Databases.Writing(folder);
            if (File.Exists(marker))
            {
                // What was begun and not committed is taken back by beginning anew.
                if (File.Exists(next) && Committed(database, next)) return Finish(folder, database, current, next, finished: true);
                File.Delete(next);
            }
            else if (File.Exists(next)) return BackupRefusals.TargetNotEmpty.With(("place", next));
            using var before = MasterKey.Read(current, folder.Keys);
            var (after, key, root) = before.Renewed();
            using (after)
            {
                Replace(marker, []);
                MasterKey.Write(next, key);
                foreach (var (name, bytes) in Files(folder.Keys, before, after, root)) Replace(Path.Combine(folder.Keys, name) + New, bytes);
                TableCopy.Execute(database, "BEGIN");
                Rewrap(database, before, after);
                TableCopy.Execute(database, "COMMIT");
                return Finish(folder, database, current, next, finished: false);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            return BackupRefusals.NotWritten.With(("place", folder.Keys), ("why", fault is NpgsqlException ? fault.GetType().Name : fault.Message));
        }
    }

    private static Outcome<ChangedMasterKey> Finish(DataFolder folder, DbConnection database, string current, string next, bool finished)
    {
        foreach (var path in Directory.EnumerateFiles(folder.Keys, "*" + New, SearchOption.AllDirectories).Where(path => path != next).ToList()) File.Move(path, path[..^New.Length], overwrite: true);
        var place = next;
        if (next == Path.Combine(folder.Keys, MasterKey.FileName + New))
        {
            place = current;
            File.Move(next, current, overwrite: true);
        }
        if (database is SqliteConnection) TableCopy.Execute(database, "PRAGMA wal_checkpoint(TRUNCATE)");
        File.Delete(Path.Combine(folder.Keys, MasterKey.ChangingName));
        using var after = MasterKey.Read(place, folder.Keys);
        return new ChangedMasterKey(after.Id, TableCopy.Number(database, "SELECT count(wrapped) FROM acts_data_key"), place, finished);
    }

    /// <summary>Tries the new key on a row.</summary>
    private static bool Committed(DbConnection database, string next)
    {
        using var key = MasterKey.Read(next, keysFolder: null);
        using var command = database.CreateCommand();
        command.CommandText = "SELECT scope, wrapped FROM acts_data_key WHERE wrapped IS NOT NULL LIMIT 1";
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return false;
        try
        {
            DataKeys.Rewrapped((byte[])reader.GetValue(1), reader.GetString(0), key, key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string keys, MasterKey before, MasterKey after, byte[] root)
    {
        yield return (MasterKey.RootName, root);
        yield return (LogKey.FileName, LogKey.Rewrapped(keys, before, after));
        var ring = Path.Combine(keys, "ring");
        if (!Directory.Exists(ring)) yield break;
        foreach (var path in Directory.EnumerateFiles(ring, "*.xml")) yield return (Path.GetRelativePath(keys, path), RingEncryptor.Rewrapped(path, before, after));
    }

    private static void Replace(string path, byte[] bytes)
    {
        File.Delete(path);
        BackupManifest.Durable(path, bytes);
    }

    private static void Rewrap(DbConnection database, MasterKey before, MasterKey after)
    {
        const int Some = 5000;
        if (database is SqliteConnection) TableCopy.Execute(database, "PRAGMA secure_delete = ON");
        byte[] last = [];
        while (true)
        {
            var some = new List<(byte[] Id, string Scope, byte[] Wrapped)>();
            using (var command = database.CreateCommand())
            {
                command.CommandText = $"SELECT id, scope, wrapped FROM acts_data_key WHERE wrapped IS NOT NULL AND id > @last ORDER BY id LIMIT {Some}";
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("@last", last);
                command.Parameters.Add(parameter);
                using var reader = command.ExecuteReader();
                while (reader.Read()) some.Add(((byte[])reader.GetValue(0), reader.GetString(1), (byte[])reader.GetValue(2)));
            }
            foreach (var (id, scope, wrapped) in some)
                TableCopy.Execute(database, "UPDATE acts_data_key SET wrapped = @wrapped WHERE id = @id", ("@wrapped", DataKeys.Rewrapped(wrapped, scope, before, after)), ("@id", id));
            if (some.Count < Some) return;
            last = some[^1].Id;
        }
    }
}
