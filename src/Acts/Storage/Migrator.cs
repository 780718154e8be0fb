using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Changes;

namespace Probity.Acts.Storage;

/// <summary>
/// Applies the numbered SQL of every room, forward only, each file once, in the rooms' order. A database that knows a number or a text this
/// program does not know was made by a newer one and is refused. An existing database is copied to backups/ before its first change.
/// </summary>
public static partial class Migrator
{
    public sealed record Migration(string Room, int Number, string Sql)
    {
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    /// <summary>Embedded resources named "migrations/NNNN.sqlite.sql" or "NNNN.pg.sql" of the assembly of each part.</summary>
    public static IReadOnlyList<Migration> Of(IEnumerable<ModelPart> parts, bool postgres) =>
        [.. parts.SelectMany(part => Of(part.Room, part.GetType().Assembly, postgres ? "pg" : "sqlite"))];

    private static IEnumerable<Migration> Of(string room, Assembly assembly, string engine) =>
        from name in assembly.GetManifestResourceNames()
        let match = ResourceName().Match(name)
        where match.Success && match.Groups[2].Value == engine
        orderby match.Groups[1].Value
        select new Migration(room, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Read(assembly, name));

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <exception cref="DataFolderRefused">The database is newer than this program, or a migration that it ran was changed since.</exception>
    public static void Apply(DataFolder folder, IEnumerable<ModelPart> parts)
    {
        if (folder.Server is { } server)
        {
            using var session = server.Writing.OpenConnection();
            Prepare(session, parts, () => Fits(session, folder));
            return;
        }
        var existed = File.Exists(folder.Database);
        using var connection = SqliteWriter.Connect(folder.Database);
        Apply(connection, parts, existed ? () => BackUp(connection, folder) : null);
    }

    /// <summary>Brings a PostgreSQL database up to this program.</summary>
    /// <exception cref="DataFolderRefused">It sorts otherwise, is newer than this program, or a migration that it ran was changed since.</exception>
    internal static void Prepare(NpgsqlConnection session, IEnumerable<ModelPart> parts, Action? fits = null)
    {
        // Replicas that start together migrate one after another.
        Run(session, $"SELECT pg_advisory_lock({PostgresWriter.SequencerLock + 1})");
        try
        {
            Sorts(session);
            Run(session, "CREATE TABLE IF NOT EXISTS migration(room text NOT NULL, number bigint NOT NULL, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY(room, number))");
            Apply(session, Of(parts, postgres: true), backUp: null);
            fits?.Invoke();
        }
        finally
        {
            Run(session, $"SELECT pg_advisory_unlock({PostgresWriter.SequencerLock + 1})");
        }
    }

    /// <summary>Brings a SQLite database up to this program.</summary>
    /// <exception cref="DataFolderRefused">It is newer than this program, or a migration that it ran was changed since.</exception>
    internal static void Apply(SqliteConnection connection, IEnumerable<ModelPart> parts, Action? backUp = null)
    {
        Run(connection, "CREATE TABLE IF NOT EXISTS migration(room TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY(room, number)) STRICT");
        Apply(connection, Of(parts, postgres: false), backUp);
    }

    /// <summary>Whether this program and the database know the same migrations: rows can be copied only between equals.</summary>
    internal static bool IsCurrent(DbConnection connection, IEnumerable<ModelPart> parts) =>
        Applied(connection).Keys.ToHashSet().SetEquals(Of(parts, connection is NpgsqlConnection).Select(migration => (migration.Room, migration.Number)));

    /// <summary>A ledger belongs to the history it was made from: tiles without their database, or a database without its tiles, would begin a second one.</summary>
    private static void Fits(NpgsqlConnection connection, DataFolder folder)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT size > 0, written > 0 FROM acts_ledger WHERE id = 1";
        using var reader = command.ExecuteReader();
        reader.Read();
        var signed = File.Exists(Path.Combine(folder.Ledger, "checkpoint"));
        if (signed && !reader.GetBoolean(0))
            throw new DataFolderRefused($"{folder.Path} has a ledger but no database that knows it. Starting would begin a second history. Restore the database first.");
        if (!Directory.EnumerateFileSystemEntries(folder.Ledger).Any() && reader.GetBoolean(1))
            throw new DataFolderRefused($"The database has a ledger and {folder.Ledger} is empty. Every server of a database shares that folder; see docs/operate.md.");
    }

    /// <summary>Pages continue after the last row in the order of bytes, which is what SQLite does by itself.</summary>
    private static void Sorts(NpgsqlConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT datcollate IN ('C', 'POSIX') AND pg_encoding_to_char(encoding) = 'UTF8' FROM pg_database WHERE datname = current_database()";
        if (command.ExecuteScalar() is not true)
            throw new DataFolderRefused("The PostgreSQL database must be created with ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0; see docs/operate.md.");
    }

    private static void Apply(DbConnection connection, IReadOnlyList<Migration> migrations, Action? backUp)
    {
        var known = migrations.ToDictionary(migration => (migration.Room, migration.Number));
        var applied = Applied(connection);
        foreach (var (key, hash) in applied)
        {
            if (!known.TryGetValue(key, out var migration))
                throw new DataFolderRefused($"The database was made by a newer program (it knows {key.Room} {key.Number:0000}). Upgrade the program, or restore an older backup.");
            if (migration.Hash != hash)
                throw new DataFolderRefused($"Migration {key.Room} {key.Number:0000} differs from the one this database ran.");
        }
        var waiting = known.Values.Where(migration => !applied.ContainsKey((migration.Room, migration.Number))).ToList();
        if (waiting.Count == 0) return;
        if (applied.Count > 0) backUp?.Invoke();
        foreach (var migration in waiting)
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, migration.Sql, transaction);
            using (var note = connection.CreateCommand())
            {
                note.Transaction = transaction;
                note.CommandText = "INSERT INTO migration(room, number, hash) VALUES (@room, @number, @hash)";
                foreach (var (name, value) in new (string, object)[] { ("@room", migration.Room), ("@number", (long)migration.Number), ("@hash", migration.Hash) })
                {
                    var parameter = note.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (name, value);
                    note.Parameters.Add(parameter);
                }
                note.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    private static Dictionary<(string Room, int Number), string> Applied(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT room, number, hash FROM migration";
        using var reader = command.ExecuteReader();
        var applied = new Dictionary<(string, int), string>();
        while (reader.Read()) applied.Add((reader.GetString(0), reader.GetInt32(1)), reader.GetString(2));
        return applied;
    }

    private static void BackUp(SqliteConnection connection, DataFolder folder)
    {
        var copy = Path.Combine(folder.Backups, $"before-upgrade-{TimeProvider.System.GetUtcNow():yyyyMMdd-HHmmss}.db");
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO @copy";
        command.Parameters.AddWithValue("@copy", copy);
        command.ExecuteNonQuery();
    }

    private static void Run(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^migrations/(\d{4})\.(sqlite|pg)\.sql$")]
    private static partial Regex ResourceName();
}
