using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Backups;

/// <summary>
/// Takes the package of one agency into an installation that does not have it: all its rows, its keys under this master key, its acts waiting for numbers in this ledger. Receipts that it
/// gave out before are checked with the policy of the installation it came from.
/// </summary>
public static class TakeAgency
{
    public static Outcome<BackupManifest> Run(DataFolder folder, string package, string keyFile, string transferKey, IReadOnlyList<ModelPart> parts, Action<string, long>? progress = null)
    {
        var aside = Directory.CreateTempSubdirectory("probity-package-").FullName;
        try
        {
            using var transfer = MasterKey.Read(transferKey, keysFolder: null);
            using var master = MasterKey.Open(folder.Keys);
            var keys = KeyBackup.Open(keyFile, transferKey, aside);
            if (!keys.Done) return keys.Refused<BackupManifest>();
            var manifest = BackupManifest.Read(package, transfer);
            if (!manifest.Done) return manifest;
            if (manifest.Value.Agency is not { } agency || keys.Value.Agency != agency) return BackupRefusals.OtherExtent;

            var copy = Path.Combine(aside, BackupManifest.DatabaseName);
            File.Copy(Path.Combine(package, BackupManifest.DatabaseName), copy);
            using var from = Databases.File(copy, SqliteOpenMode.ReadWrite);
            Migrator.Apply(from, parts);
            Rewrap(from, agency, keys.Value, transfer, master, File.ReadAllBytes(Path.Combine(aside, KeyBackup.CaseNamesName)));

            using var to = Databases.Writing(folder);
            if (!Migrator.IsCurrent(to, parts)) return BackupRefusals.OtherVersion;
            if (Code(from) is not { } code) return BackupRefusals.Damaged.With(("file", BackupManifest.DatabaseName));
            if (Known(to, agency, code)) return BackupRefusals.AgencyThere.With(("code", code));
            TableCopy.Execute(to, "BEGIN");
            TableCopy.Run(from, to, agency, withKeys: true, progress, TableCopy.Renumbering.After(to));
            TableCopy.Execute(to, "COMMIT");
            foreach (var blob in manifest.Value.Files.Where(file => file.Name != BackupManifest.DatabaseName && !File.Exists(Path.Combine(folder.Path, file.Name))))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.Path, blob.Name))!);
                File.Copy(Path.Combine(package, blob.Name), Path.Combine(folder.Path, blob.Name));
            }
            return manifest;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            return BackupRefusals.NotWritten.With(("place", folder.Path), ("why", fault is NpgsqlException ? fault.GetType().Name : fault.Message));
        }
        finally
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    private static void Rewrap(SqliteConnection from, AgencyId agency, KeyBackup.Read keys, MasterKey transfer, MasterKey master, byte[] caseNames)
    {
        TableCopy.Execute(from, "BEGIN");
        foreach (var (id, scope, wrapped, destroyedAt) in KeyBackup.Keys(keys))
            TableCopy.Execute(from, "UPDATE acts_data_key SET wrapped = @wrapped, destroyed_at = @destroyed WHERE id = @id",
                ("@wrapped", wrapped is null ? null : DataKeys.Rewrapped(wrapped, scope, transfer, master)), ("@destroyed", destroyedAt), ("@id", TypedId.Bytes(id)));
        var (name, value) = DataKeys.BroughtCaseNames(transfer.Unwrap(caseNames, KeyBackup.CaseNamesName), master);
        TableCopy.Execute(from, "INSERT INTO acts_setting(agency, name, value) VALUES (@agency, @name, @value) ON CONFLICT(agency, name) DO UPDATE SET value = excluded.value",
            ("@agency", TypedId.Bytes(agency.Value)), ("@name", name), ("@value", value));
        TableCopy.Execute(from, "COMMIT");
    }

    private static string? Code(SqliteConnection from)
    {
        using var command = from.CreateCommand();
        command.CommandText = "SELECT code FROM people_agency";
        return command.ExecuteScalar() as string;
    }

    private static bool Known(DbConnection to, AgencyId agency, string code)
    {
        using var command = to.CreateCommand();
        command.CommandText = "SELECT count(*) FROM people_agency WHERE agency = @agency OR code = @code";
        foreach (var (name, value) in new (string, object)[] { ("@agency", TypedId.Bytes(agency.Value)), ("@code", code) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return Convert.ToInt64(command.ExecuteScalar(), null) > 0;
    }
}
