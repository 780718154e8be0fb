namespace Probity.PortVerrin.Telling;

/// <summary>
/// The sample is filled beside its place and moved there when it is whole, so that a fill that was stopped leaves nothing behind. In memory where the machine has
/// the room: thousands of durable commits are for records that somebody relies on, and nobody relies on a sample before it is finished.
/// </summary>
internal sealed class Staging : IDisposable
{
    private const long Room = 256L << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Keys before the database that needs them, and what a last reader left in the write-ahead log before the pages it belongs to. The lock stays where it is.
    /// </summary>
    private static readonly string[] Parts = ["keys", "probity.db-wal", "probity.db", "ledger", "blobs", "backups"];

    private readonly string _place;

    public Staging(string place)
    {
        _place = System.IO.Path.GetFullPath(place);
        Path = System.IO.Path.Combine(InMemory() ?? System.IO.Path.GetDirectoryName(_place)!, $".port-verrin-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path, OwnerOnly);
    }

    public string Path { get; }

    private static string? InMemory()
    {
        const string memory = "/dev/shm";
        try
        {
            return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > Room ? memory : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Copies to a neighbour of the place first: moving within one file system is one step, copying is not.</summary>
    public void MoveToPlace()
    {
        Directory.CreateDirectory(_place, OwnerOnly);
        var beside = System.IO.Path.Combine(_place, ".arriving");
        if (Directory.Exists(beside)) Directory.Delete(beside, recursive: true);
        Copy(Path, beside);
        foreach (var left in new[] { "probity.db-wal", "probity.db-shm" }) File.Delete(System.IO.Path.Combine(_place, left));
        foreach (var part in Parts)
        {
            var (from, to) = (System.IO.Path.Combine(beside, part), System.IO.Path.Combine(_place, part));
            if (File.Exists(from)) File.Move(from, to, overwrite: true);
            else if (Directory.Exists(from))
            {
                if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
                Directory.Move(from, to);
            }
        }
        Directory.Delete(beside, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to, OwnerOnly);
        foreach (var file in Directory.EnumerateFiles(from))
            if (System.IO.Path.GetFileName(file) != "lock") File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, System.IO.Path.Combine(to, System.IO.Path.GetFileName(folder)));
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
