using System.Data.Common;
using Microsoft.Data.Sqlite;
using Probity.Acts.Changes;
using Probity.Acts.Storage;

namespace Probity.Acts.Backups;

/// <summary>Connections for copying: one moment of a database in use, and a new SQLite file to fill.</summary>
internal static class Databases
{
    /// <summary>The installation's database as it is now, for reading only, however long the copy takes. Nobody waits for it.</summary>
    public static DbConnection Snapshot(DataFolder folder)
    {
        if (folder.Server is { } server)
        {
            var session = server.Reading.OpenConnection();
            TableCopy.Execute(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return session;
        }
        // Read-only, so that closing it checkpoints nothing (docs/adr/0004).
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        TableCopy.Execute(connection, "PRAGMA query_only = 1");
        TableCopy.Execute(connection, "BEGIN");
        return connection;
    }

    /// <summary>A SQLite file that nobody else uses. It is flushed once, when it is closed for good.</summary>
    public static SqliteConnection File(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        TableCopy.Execute(connection, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA trusted_schema = OFF;");
        return connection;
    }

    /// <summary>For writing into the installation's database while this process holds its directory and nothing serves.</summary>
    public static DbConnection Writing(DataFolder folder) => folder.Server is { } server ? server.Writing.OpenConnection() : SqliteWriter.Connect(folder.Database);
}
