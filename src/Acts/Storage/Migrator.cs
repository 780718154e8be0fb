using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Probity.Acts.Changes;

namespace Probity.Acts.Storage;

/// <summary>
/// Applies the numbered SQL of every room, forward only, each file once, in the rooms' order. A database that knows a number or a text this
/// program does not know was made by a newer one and is refused. An existing database is copied to backups/ before its first change.
/// </summary>
public static partial class Migrator
{
    public const string Engine = "sqlite";

    public sealed record Migration(string Room, int Number, string Sql)
    {
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    /// <summary>Embedded resources named "migrations/NNNN.sqlite.sql" of the assembly of each part.</summary>
    public static IReadOnlyList<Migration> Of(IEnumerable<ModelPart> parts) =>
        [.. parts.SelectMany(part => Of(part.Room, part.GetType().Assembly))];

    private static IEnumerable<Migration> Of(string room, Assembly assembly) =>
        from name in assembly.GetManifestResourceNames()
        let match = ResourceName().Match(name)
        where match.Success
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
        var existed = File.Exists(folder.Database);
        using var connection = Writer.Connect(folder.Database);
        Run(connection, "CREATE TABLE IF NOT EXISTS migration(room TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY(room, number)) STRICT");
        var known = Of(parts).ToDictionary(migration => (migration.Room, migration.Number));
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
        if (existed && applied.Count > 0) BackUp(connection, folder);
        foreach (var migration in waiting)
        {
            using var transaction = connection.BeginTransaction();
            Run(connection, migration.Sql, transaction);
            using (var note = connection.CreateCommand())
            {
                note.Transaction = transaction;
                note.CommandText = "INSERT INTO migration(room, number, hash) VALUES (@room, @number, @hash)";
                note.Parameters.AddWithValue("@room", migration.Room);
                note.Parameters.AddWithValue("@number", migration.Number);
                note.Parameters.AddWithValue("@hash", migration.Hash);
                note.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    private static Dictionary<(string Room, int Number), string> Applied(SqliteConnection connection)
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

    private static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^migrations/(\d{4})\.sqlite\.sql$")]
    private static partial Regex ResourceName();
}
