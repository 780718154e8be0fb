using System.Diagnostics;
using Probity.Given;

namespace Probity.Server.Tests.Faults;

/// <summary>A disk of its own under a folder, which can be filled, and which can turn read-only under whoever writes to it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string? _image;
    private int _fills;

    private SmallDisk(string path, string? image) => (Path, _image) = (path, image);

    public string Path { get; }

    /// <summary>In memory. Large enough that the server does not call it full before it is.</summary>
    public static SmallDisk InMemory(string path, int mebibytes = 320)
    {
        Directory.CreateDirectory(path);
        Must("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "probity-test", path);
        return new SmallDisk(path, null);
    }

    /// <summary>ext4 in a file, which the kernel makes read-only when the file system fails.</summary>
    public static SmallDisk ThatMayFail(string path, int mebibytes = 320)
    {
        Directory.CreateDirectory(path);
        var image = path.TrimEnd('/') + ".img";
        using (var file = File.Create(image)) file.SetLength(mebibytes * 1024L * 1024);
        Must("mkfs.ext4", "-q", "-F", "-m", "0", image);
        Must("mount", "-o", "loop,errors=remount-ro", image, path);
        Directory.Delete(System.IO.Path.Combine(path, "lost+found"));
        return new SmallDisk(path, image);
    }

    /// <summary>To the last byte, again if something was freed.</summary>
    public void Fill()
    {
        var free = new DriveInfo(Path).AvailableFreeSpace;
        if (free == 0) return;
        using var filled = new FileStream(System.IO.Path.Combine(Path, $"fill{_fills++}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 });
        var block = new byte[1024 * 1024];
        try
        {
            while (true) filled.Write(block);
        }
        catch (IOException) when (block.Length > 1)
        {
            // Whoever asks for a single block more is refused too: what fits was written before the refusal.
        }
    }

    public void MakeRoom()
    {
        foreach (var fill in Directory.EnumerateFiles(Path, "fill*")) File.Delete(fill);
    }

    /// <summary>As when sectors go bad: what is open stays open, and no write succeeds any more.</summary>
    public void TurnReadOnly() => File.WriteAllText($"/sys/fs/ext4/{System.IO.Path.GetFileName(Said("findmnt", "-no", "SOURCE", Path).Trim())}/trigger_fs_error", "1");

    /// <summary>As an administrator does before anything runs.</summary>
    public void MountReadOnly() => Must("mount", "-o", "remount,ro", Path);

    /// <summary>Checked and mounted again, once nothing uses it.</summary>
    public void Repair()
    {
        Must("umount", Path);
        using (var check = Start("e2fsck", "-p", "-f", _image!)) check.WaitForExit();
        Must("mount", "-o", "loop", _image!, Path);
    }

    public void Dispose()
    {
        using (var gone = Start("umount", "-l", Path)) gone.WaitForExit();
        if (_image is not null) File.Delete(_image);
    }

    private static Process Start(params string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static void Must(params string[] command) => Said(command);

    private static string Said(params string[] command)
    {
        using var process = Start(command);
        var said = process.StandardOutput.ReadToEnd();
        var fault = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new IOException($"{string.Join(' ', command)}: {fault}");
    }

    /// <summary>Whether this account may mount at all, tried once.</summary>
    public static readonly Lazy<string?> CannotMount = new(() => Tried(path => InMemory(path, 1).Dispose()));

    /// <summary>Whether a disk can be made that fails.</summary>
    public static readonly Lazy<string?> CannotFail = new(() => Tried(path =>
    {
        using var disk = ThatMayFail(path, 8);
        disk.TurnReadOnly();
    }));

    private static string? Tried(Action<string> way)
    {
        var folder = Directory.CreateTempSubdirectory("probity-mount-").FullName;
        try
        {
            way(System.IO.Path.Combine(folder, "disk"));
            return null;
        }
        catch (Exception fault) when (fault is IOException or System.ComponentModel.Win32Exception or UnauthorizedAccessException)
        {
            return "Needs the right to mount a disk: " + fault.Message;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>Needs the right to mount a disk, which not every machine gives.</summary>
public sealed class FactOnASmallDiskAttribute : FactAttribute
{
    /// <param name="sqlite">About the file of SQLite.</param>
    public FactOnASmallDiskAttribute(bool mayFail = false, bool sqlite = true) =>
        Skip = sqlite && TestDatabase.IsPostgres ? "About the file of SQLite." : mayFail ? SmallDisk.CannotFail.Value : SmallDisk.CannotMount.Value;
}
