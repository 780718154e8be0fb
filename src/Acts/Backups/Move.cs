using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Backups;

/// <summary>Brings the rows of a SQLite file to a PostgreSQL database, all of them or none, and counts them on both sides.</summary>
public static class Move
{
    /// <summary>
    /// Moves an installation that nothing serves. When it is done the SQLite file lies in backups/, so that nobody starts on the old rows by mistake; putting it back is the way back
    /// until the first act on the new database.
    /// </summary>
    public static Outcome<IReadOnlyList<CopiedTable>> ToPostgres(string data, string postgres, IReadOnlyList<ModelPart> parts, DateTimeOffset now, Action<string, long>? progress = null)
    {
        try
        {
            using var from = DataFolder.Open(data);
            if (!File.Exists(from.Database)) return BackupRefusals.Damaged.With(("file", BackupManifest.DatabaseName));
            Migrator.Apply(from, parts);
            using var server = new PostgresServer(postgres);
            var moved = Rows(from.Database, server, parts, progress);
            if (!moved.Done) return moved;
            File.Move(from.Database, Path.Combine(from.Backups, $"moved-{now.UtcDateTime:yyyyMMdd-HHmmss}.db"));
            return moved;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            return BackupRefusals.NotWritten.With(("place", "PostgreSQL"), ("why", fault is PostgresException refused ? refused.SqlState : fault is NpgsqlException ? fault.GetType().Name : fault.Message));
        }
    }

    internal static Outcome<IReadOnlyList<CopiedTable>> Rows(string sqlite, DataFolder to, IReadOnlyList<ModelPart> parts, Action<string, long>? progress) => Rows(sqlite, to.Server!, parts, progress);

    private static Outcome<IReadOnlyList<CopiedTable>> Rows(string sqlite, PostgresServer to, IReadOnlyList<ModelPart> parts, Action<string, long>? progress)
    {
        using var from = Databases.File(sqlite, SqliteOpenMode.ReadWrite);
        if (!Migrator.IsCurrent(from, parts)) return BackupRefusals.OtherVersion;
        using var server = to.Writing.OpenConnection();
        Migrator.Prepare(server, parts);
        using var transaction = server.BeginTransaction();
        if (TableCopy.Number(server, "SELECT count(*) FROM (SELECT 1 FROM acts_journal LIMIT 1) AS any_act") > 0) return BackupRefusals.TargetNotEmpty.With(("place", "PostgreSQL"));
        var copied = TableCopy.Run(from, server, only: null, withKeys: true, progress);
        var counted = TableCopy.Count(server, copied.Select(table => table.Table));
        var differ = copied.Zip(counted).Where(pair => pair.First != pair.Second)
            .Select(pair => BackupRefusals.CountsDiffer.At(pair.First.Table, ("from", pair.First.Rows), ("to", pair.Second.Rows))).ToList();
        if (differ.Count > 0) return differ;
        transaction.Commit();
        TableCopy.Execute(server, "ANALYZE");
        return copied.Select(table => new CopiedTable(table.Table, table.Rows)).ToList();
    }
}
