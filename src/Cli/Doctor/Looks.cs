using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Probity.Acts.Keys;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Cli.Doctor;

/// <summary>Looks at files and at the machine. Nothing is made, changed or held.</summary>
internal static class Looks
{
    public static SeenFolder Folder(string data)
    {
        // The parts whose rights matter to the service; tiles and blobs are many and are written by nobody but it.
        string[] parts = ["probity.db", "probity.db-wal", "probity.db-shm", "config.json", "lock", "ledger", "ledger/checkpoint", "blobs", "backups", "keys"];
        var keys = Path.Combine(data, "keys");
        var inside = parts.Select(part => Path.Combine(data, part)).Where(Path.Exists)
            .Concat(Directory.Exists(keys) ? Readable(keys) : [])
            .Select(path => File(path, Path.GetRelativePath(data, path)));
        return new(File(data, data), [.. inside], geteuid());
    }

    private static IEnumerable<string> Readable(string keys)
    {
        try
        {
            return Directory.GetFileSystemEntries(keys, "*", SearchOption.AllDirectories);
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static SeenFile File(string path, string shown) => new(shown, Directory.Exists(path), System.IO.File.GetUnixFileMode(path), Owner(path));

    /// <summary>Whether the key is there and opens what it wrapped.</summary>
    public static (SeenKey Key, string File) Key(string data)
    {
        var keys = Path.Combine(data, "keys");
        var file = MasterKey.FileOf(keys);
        if (!System.IO.File.Exists(file)) return (SeenKey.Missing, file);
        try
        {
            if (Convert.FromBase64String(System.IO.File.ReadAllText(file).Trim()).Length != 32) return (SeenKey.Malformed, file);
            using var master = MasterKey.Read(file, keys);
            using var log = LogKey.Read(keys, master);
            return (SeenKey.Right, file);
        }
        catch (FormatException)
        {
            return (SeenKey.Malformed, file);
        }
        catch (DataFolderRefused)
        {
            return (SeenKey.Wrong, file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (SeenKey.Unreadable, file);
        }
    }

    /// <summary>Whether a process holds the directory; null where that cannot be seen. A shared lock is asked for and given back at once.</summary>
    public static bool? Running(string data)
    {
        var file = Path.Combine(data, "lock");
        if (!System.IO.File.Exists(file)) return false;
        try
        {
            using var tried = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static IEnumerable<SeenDisk> Disks(string data)
    {
        foreach (var (of, path) in new[] { ("data", data), ("ledger", Path.Combine(data, "ledger")), ("temporary", Path.GetTempPath()) })
        {
            if (!Directory.Exists(path)) continue;
            var drive = new DriveInfo(path);
            yield return new(of, path, drive.AvailableFreeSpace, drive.TotalSize);
        }
    }

    public static SeenMachine Machine() => new(OpenFiles(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out _), NativeLibrary.TryLoad("libcrypto.so.3", out _));

    private static long? OpenFiles()
    {
        const string Limits = "/proc/self/limits", Line = "Max open files";
        if (!System.IO.File.Exists(Limits)) return null;
        var soft = System.IO.File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return soft == "unlimited" ? long.MaxValue : long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    /// <summary>statx(2), whose record has the same shape on every machine: the owner stands at byte 20.</summary>
    private static uint? Owner(string path)
    {
        const int AtWorkingDirectory = -100, WantOwner = 8, OwnerAt = 20;
        var record = new byte[256];
        return statx(AtWorkingDirectory, [.. Encoding.UTF8.GetBytes(path), 0], 0, WantOwner, record) == 0 ? BitConverter.ToUInt32(record, OwnerAt) : null;
    }

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] record);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint geteuid();
}
