using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Probity.Ledger.Tiles;

/// <summary>
/// Folders held open while files are written into them, so that their entries can be flushed. .NET has no way to flush a folder, hence libc;
/// on Windows a file's entry is durable with the file (NTFS journal) and nothing is done.
/// </summary>
internal sealed partial class HeldFolders : IDisposable
{
    private const int ReadOnlyCloseOnExec = 0x80000; // O_RDONLY | O_CLOEXEC on Linux

    private readonly Dictionary<string, SafeFileHandle?> _held = [];

    /// <summary>Makes the folder if needed and holds it; with a new folder, its parents up to <paramref name="root"/> too, whose entries then change.</summary>
    public void Hold(string folder, string root)
    {
        if (_held.ContainsKey(folder)) return;
        if (!Directory.Exists(folder))
        {
            if (folder.Length > root.Length) Hold(Path.GetDirectoryName(folder)!, root);
            Directory.CreateDirectory(folder);
        }
        _held[folder] = Open(folder);
    }

    /// <summary>Whether <see cref="FlushFileSystem"/> exists here.</summary>
    public static bool CanFlushFileSystem => OperatingSystem.IsLinux();

    /// <summary>
    /// Flushes everything on the file system of the held folders, files and names alike. They must have been held before the files were written: Linux (5.8 and later)
    /// reports here the write errors since then.
    /// </summary>
    public void FlushFileSystem()
    {
        var (folder, handle) = _held.First();
        Check(syncfs(handle!), folder);
    }

    /// <summary>Flushes the names in the held folders.</summary>
    public void Flush()
    {
        foreach (var (folder, handle) in _held)
            if (handle is not null) Check(fsync(handle), folder);
    }

    public void Dispose()
    {
        foreach (var handle in _held.Values) handle?.Dispose();
    }

    private static SafeFileHandle? Open(string folder)
    {
        if (OperatingSystem.IsWindows()) return null;
        var handle = open(folder, OperatingSystem.IsLinux() ? ReadOnlyCloseOnExec : 0);
        return handle.IsInvalid ? throw new IOException($"Cannot open folder '{folder}'.", new Win32Exception(Marshal.GetLastPInvokeError())) : handle;
    }

    private static void Check(int result, string folder)
    {
        if (result != 0) throw new IOException($"Cannot flush folder '{folder}'.", new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fsync(SafeFileHandle handle);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int syncfs(SafeFileHandle handle);
}
