using Probity.Acts.Changes;

namespace Probity.Acts.Storage;

/// <summary>
/// The data directory: probity.db (unless the database is on a PostgreSQL server), keys/, ledger/, blobs/, config.json and a lock that one process holds.
/// A missing database beside a ledger refuses to start: a new database would silently begin a second history.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>In a directory whose restore was not finished.</summary>
    internal const string Restoring = "restoring";

    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held, PostgresServer? server)
    {
        Server = server;
        Path = path;
        _lock = held;
    }

    public string Path { get; }
    public string Database => In("probity.db");

    /// <summary>Where the database is, if it is not the file here.</summary>
    internal PostgresServer? Server { get; }

    public string Keys => In("keys");
    public string Ledger => In("ledger");
    public string Blobs => In("blobs");
    public string Backups => In("backups");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <param name="postgres">A PostgreSQL connection string; empty or null for SQLite in the directory.</param>
    /// <exception cref="DataFolderRefused">Another process holds it, or its database is gone while its ledger remains.</exception>
    public static DataFolder Open(string path, string? postgres = null) => Open(path, postgres, toRestore: false);

    /// <summary>For reading beside a running server: it holds nothing and makes nothing.</summary>
    /// <exception cref="DataFolderRefused">There is no installation.</exception>
    public static DataFolder Look(string path, string? postgres = null)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path), null, string.IsNullOrEmpty(postgres) ? null : new PostgresServer(postgres));
        if (Directory.Exists(folder.Keys) && (folder.Server is not null || File.Exists(folder.Database))) return folder;
        folder.Dispose();
        throw new DataFolderRefused($"{path} is not the data directory of an installation.");
    }

    internal static DataFolder Open(string path, string? postgres, bool toRestore)
    {
        path = System.IO.Path.GetFullPath(path);
        FileStream held;
        try
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw DataFolderRefused.Of(path, fault) ?? new DataFolderRefused($"{path} is in use by another process.");
        }
        var folder = new DataFolder(path, held, string.IsNullOrEmpty(postgres) ? null : new PostgresServer(postgres));
        if (!toRestore && File.Exists(folder.In(Restoring)))
        {
            folder.Dispose();
            throw new DataFolderRefused($"A restore into {path} was not finished. Empty the directory and restore again.");
        }
        // An empty file is no database either: SQLite would make a new one of it.
        if (folder.Server is null && new FileInfo(folder.Database) is not { Exists: true, Length: > 0 } && File.Exists(System.IO.Path.Combine(folder.Ledger, "checkpoint")))
        {
            folder.Dispose();
            throw new DataFolderRefused($"{path} has a ledger but no database. Starting would begin a second history. Restore the database first.");
        }
        foreach (var part in new[] { folder.Keys, folder.Ledger, folder.Blobs, folder.Backups })
            Directory.CreateDirectory(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Whether a text can be taken as the connection string of a PostgreSQL database.</summary>
    public static bool TakesConnection(string text) => PostgresServer.IsConnection(text);

    public void Dispose()
    {
        Server?.Dispose();
        _lock?.Dispose();
    }
}

/// <summary>The data directory cannot be opened as it is; the message says what to do.</summary>
public sealed class DataFolderRefused(string message) : Exception(message)
{
    /// <summary>What a fault of the disk, of the database or of the way to it means for whoever starts the program, or null where it is a fault of the program.</summary>
    public static DataFolderRefused? Of(string path, Exception fault) => Words(path, fault) is { } words ? new(words) : null;

    private static string? Words(string path, Exception fault) => fault switch
    {
        UnauthorizedAccessException => $"{path} cannot be written: the account of this process may not. Give it the directory and everything in it.",
        IOException { HResult: 30 } => $"{path} lies on a disk that is read-only. Look in the log of the system why, and mount it for writing.",
        IOException { HResult: 28 or 122 } => $"{path} lies on a disk that is full. Make room and start again; nothing was lost.",
        IOException { HResult: 5 } => $"{path} cannot be read or written: the disk fails. Copy the directory to another disk, and start there or restore a backup.",
        IOException { HResult: 17 or 20 } => $"{path} is not a directory.",
        _ when StoreFaults.Sqlite(fault) is { } sqlite => sqlite.SqliteErrorCode switch
        {
            8 or 14 => $"The database in {path} cannot be opened for writing: the disk is read-only, or the account of this process may not.",
            10 => $"The database in {path} cannot be read or written: the disk fails or is read-only.",
            13 => $"The database in {path} cannot be written: the disk is full. Make room and start again; nothing was lost.",
            11 or 26 => $"The database in {path} is damaged. Copy the directory aside, see what \"probity check\" finds, and restore the newest backup.",
            5 or 6 => $"The database in {path} is in use by another program.",
            _ => null,
        },
        _ when PostgresFaults.Unavailable(fault) => "The PostgreSQL server that \"database\" names does not answer or does not let this program in. Look whether it runs, and whether host, database, name and password are right.",
        _ => null,
    };
}
