using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Acts.Backups;

/// <param name="Folder">The rows, blobs and manifest.</param>
/// <param name="KeyFile">The keys, apart.</param>
/// <param name="TransferKey">For one agency: the file with the key under which its keys travel; null for a whole installation, whose master key is needed.</param>
/// <param name="Forgotten">Key backups whose 30 days were over.</param>
public sealed record MadeBackup(string Folder, string KeyFile, string? TransferKey, BackupManifest Manifest, int Forgotten);

/// <summary>
/// A copy of the whole installation or of one agency, from either database, while it runs: rows as of one moment in a SQLite file without the wrapped data keys; blobs;
/// and the keys in a file of their own. The ledger's files are not copied: the rows give every byte of them again, and a restore compares them with what was signed.
/// </summary>
public static class Backup
{
    public static Outcome<MadeBackup> Make(
        DataFolder folder, IReadOnlyList<ModelPart> parts, string to, string keysTo, AgencyId? only, DateTimeOffset now, Action<string, long>? progress = null)
    {
        var name = "probity-" + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var (done, unfinished) = (Path.Combine(to, name), Path.Combine(to, name + ".unfinished"));
        if (Path.Exists(done)) return BackupRefusals.TargetNotEmpty.With(("place", done));
        try
        {
            foreach (var made in new[] { to, keysTo, unfinished }) Directory.CreateDirectory(made, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var master = MasterKey.Read(MasterKey.FileOf(folder.Keys), folder.Keys);
            using var log = LogKey.Open(folder.Keys, master);
            using var rows = Databases.Snapshot(folder);
            if (!Migrator.IsCurrent(rows, parts)) return BackupRefusals.OtherVersion;

            var tables = CopyRows(rows, parts, Path.Combine(unfinished, BackupManifest.DatabaseName), only, progress);
            var files = new List<CopiedFile> { CopiedFile.Of(unfinished, BackupManifest.DatabaseName) };
            files.AddRange(CopyBlobs(folder, unfinished));

            // A package that goes to another installation has keys that its master key opens; the package's own does.
            var (transfer, transferFile) = only is null ? (null, null) : Transfer(keysTo, name);
            using (transfer)
            {
                var (size, checkpoint) = State(rows);
                var manifest = new BackupManifest(BackupManifest.Current, now, only, log.Origin, size, checkpoint, tables, files);
                manifest.Write(unfinished, transfer ?? master);
                var keyFile = KeyBackup.Write(keysTo, rows, only is { } leaving ? Leaving(rows, leaving, master, transfer!) : KeyBackup.FilesOf(folder.Keys), transfer ?? master, only,
                    (scope, wrapped) => transfer is null ? wrapped : DataKeys.Rewrapped(wrapped, scope, master, transfer), now);
                Directory.Move(unfinished, done);
                if (only is null) KnownBackup.Remember(folder.Backups, now, done);
                return new MadeBackup(done, keyFile, transferFile, manifest, KeyBackup.Forget(keysTo, now));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            return BackupRefusals.NotWritten.With(("place", to), ("why", fault is NpgsqlException ? fault.GetType().Name : fault.Message));
        }
    }

    private static List<CopiedTable> CopyRows(DbConnection rows, IReadOnlyList<ModelPart> parts, string path, AgencyId? only, Action<string, long>? progress)
    {
        using var copy = Databases.File(path, SqliteOpenMode.ReadWriteCreate);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Migrator.Apply(copy, parts);
        TableCopy.Execute(copy, "BEGIN");
        var tables = TableCopy.Run(rows, copy, only, withKeys: false, progress);
        TableCopy.Execute(copy, "COMMIT");
        return [.. tables.Select(table => new CopiedTable(table.Table, table.Rows))];
    }

    /// <summary>After the rows: a blob never changes, and one that came later is only more than is needed.</summary>
    private static IEnumerable<CopiedFile> CopyBlobs(DataFolder folder, string to)
    {
        if (!Directory.Exists(folder.Blobs)) yield break;
        foreach (var path in Directory.EnumerateFiles(folder.Blobs, "*", SearchOption.AllDirectories))
        {
            var name = Path.Combine(BackupManifest.BlobsName, Path.GetRelativePath(folder.Blobs, path)).Replace('\\', '/');
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, name))!);
            File.Copy(path, Path.Combine(to, name));
            yield return CopiedFile.Of(to, name);
        }
    }

    /// <summary>An agency takes along under which names its cases have their keys.</summary>
    private static IReadOnlyList<(string, byte[])> Leaving(DbConnection rows, AgencyId agency, MasterKey master, MasterKey transfer)
    {
        using var command = rows.CreateCommand();
        command.CommandText = $"SELECT value FROM acts_setting WHERE agency = @agency AND name = '{DataKeys.CaseNamesSetting}'";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@agency", TypedId.Bytes(agency.Value));
        command.Parameters.Add(parameter);
        return [(KeyBackup.CaseNamesName, transfer.Wrap(DataKeys.LeavingCaseNames(command.ExecuteScalar() as string, master), KeyBackup.CaseNamesName))];
    }

    private static (MasterKey Key, string File) Transfer(string keysTo, string name)
    {
        var file = Path.Combine(keysTo, name + ".transfer-key");
        MasterKey.Write(file, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        return (MasterKey.Read(file, keysFolder: null), file);
    }

    private static (long Size, string? Checkpoint) State(DbConnection rows)
    {
        using var command = rows.CreateCommand();
        command.CommandText = "SELECT size, checkpoint FROM acts_ledger WHERE id = 1";
        using var reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1));
    }
}
