namespace Probity.Acts.Storage;

/// <summary>
/// The data directory: probity.db, keys/, ledger/, blobs/, config.json and a lock that one process holds.
/// A missing database beside a ledger refuses to start: a new database would silently begin a second history.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }
    public string Database => In("probity.db");
    public string Keys => In("keys");
    public string Ledger => In("ledger");
    public string Blobs => In("blobs");
    public string Backups => In("backups");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    /// <exception cref="DataFolderRefused">Another process holds it, or its database is gone while its ledger remains.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DataFolderRefused($"{path} is in use by another process.");
        }
        var folder = new DataFolder(path, held);
        if (!File.Exists(folder.Database) && File.Exists(System.IO.Path.Combine(folder.Ledger, "checkpoint")))
        {
            held.Dispose();
            throw new DataFolderRefused($"{path} has a ledger but no database. Starting would begin a second history. Restore the database first.");
        }
        foreach (var part in new[] { folder.Keys, folder.Ledger, folder.Blobs, folder.Backups })
            Directory.CreateDirectory(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    public void Dispose() => _lock.Dispose();
}

/// <summary>The data directory cannot be opened as it is; the message says what to do.</summary>
public sealed class DataFolderRefused(string message) : Exception(message);
