using System.Globalization;

namespace Probity.Ledger.Tiles;

/// <summary>A file of the log exists with other bytes than the log would write now: somewhere there is a second history. Nothing may be signed.</summary>
public sealed class ForkDetectedException(string path) : IOException($"'{path}' exists with different bytes: the log has forked.")
{
    /// <summary>Path of the file, relative to the folder of the log.</summary>
    public string TilePath { get; } = path;
}

/// <summary>
/// A log's files in a folder that any web server can serve. Files are durable when <see cref="Write"/> returns: written aside, flushed,
/// moved into place, and the folders flushed too. Folders are opened before the files are written and held open, because Linux may otherwise forget
/// a write error with the inode (PostgreSQL's fsync lesson). One writer at a time; readers need no lock, since no visible file ever changes but the checkpoint.
/// </summary>
public sealed class TileFolder : ITileReader
{
    private const string CheckpointName = "checkpoint";

    // From this many files on, flushing the whole file system once beats flushing file by file.
    private const int ManyFiles = 4;

    private readonly string _root, _aside;
    private long _written;
    private bool _writes;

    /// <summary>Uses the folder. Reading leaves it as it is: somebody else may be writing there.</summary>
    public TileFolder(string root)
    {
        _root = Path.GetFullPath(root);
        _aside = Path.Combine(_root, ".aside");
    }

    /// <summary>Before the first write: the folder is made when absent, and what an interrupted writer left aside is removed.</summary>
    private void BecomeWriter()
    {
        if (_writes) return;
        if (Directory.Exists(_aside)) Directory.Delete(_aside, recursive: true);
        Directory.CreateDirectory(_aside);
        _writes = true;
    }

    /// <summary>The folder's full path.</summary>
    public string Root => _root;

    /// <inheritdoc/>
    public byte[]? Read(TileAddress address) => ReadIfThere(PathOf(address));

    /// <summary>
    /// Makes the files durable, all or some of them on a crash, each whole or absent. A file that exists with the same bytes is left alone;
    /// with other bytes it stops everything (<see cref="ForkDetectedException"/>).
    /// </summary>
    public void Write(IReadOnlyCollection<TileFile> files)
    {
        var fresh = new List<(TileFile File, string Path)>(files.Count);
        foreach (var file in files)
        {
            var path = PathOf(file.Address);
            if (ReadIfThere(path) is not { } existing) fresh.Add((file, path));
            else if (!existing.AsSpan().SequenceEqual(file.Bytes.Span)) throw new ForkDetectedException(file.Address.ToString());
        }
        if (fresh.Count == 0) return;

        BecomeWriter();
        using var folders = new HeldFolders();
        folders.Hold(_aside, _root);
        foreach (var (_, path) in fresh) folders.Hold(Path.GetDirectoryName(path)!, _root);
        var atOnce = fresh.Count >= ManyFiles && HeldFolders.CanFlushFileSystem;
        var aside = fresh.Select(f => WriteAside(f.File.Bytes.Span, flush: !atOnce)).ToArray();
        // Contents first, names after: a name must never be durable before what it names.
        if (atOnce) folders.FlushFileSystem();
        for (var i = 0; i < aside.Length; i++) MoveIntoPlace(aside[i], fresh[i].Path, fresh[i].File);
        if (atOnce) folders.FlushFileSystem();
        else folders.Flush();
    }

    /// <summary>The published checkpoint, or null before the first.</summary>
    public byte[]? ReadCheckpoint() => ReadIfThere(Path.Combine(_root, CheckpointName));

    /// <summary>Replaces the published checkpoint in one step, durably. Every file it needs must have been written before.</summary>
    public void WriteCheckpoint(ReadOnlySpan<byte> note)
    {
        BecomeWriter();
        using var folders = new HeldFolders();
        folders.Hold(_root, _root);
        File.Move(WriteAside(note, flush: true), Path.Combine(_root, CheckpointName), overwrite: true);
        folders.Flush();
    }

    /// <summary>Deletes the partial files of a place whose full file exists (tlog-tiles allows it); returns whether there were any. Not flushed: losing the deletion costs nothing.</summary>
    public bool RemovePartials(TileAddress address)
    {
        var full = PathOf(address.Full);
        if (!File.Exists(full) || !Directory.Exists(full + ".p")) return false;
        Directory.Delete(full + ".p", recursive: true);
        return true;
    }

    private string PathOf(TileAddress address) => Path.Combine(_root, address.ToString());

    private static byte[]? ReadIfThere(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // a partial file removed meanwhile
        }
    }

    private string WriteAside(ReadOnlySpan<byte> bytes, bool flush)
    {
        var path = Path.Combine(_aside, Interlocked.Increment(ref _written).ToString(CultureInfo.InvariantCulture));
        try
        {
            using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, preallocationSize: 0);
            RandomAccess.Write(handle, bytes, 0);
            if (flush) RandomAccess.FlushToDisk(handle);
            return path;
        }
        catch (IOException)
        {
            // On a full disk it is tried again and again: what is left of an attempt must not take the room of the next.
            File.Delete(path);
            throw;
        }
    }

    private static void MoveIntoPlace(string aside, string path, TileFile file)
    {
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Someone else wrote it since we looked. The same bytes are fine, others are a fork.
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Bytes.Span)) throw new ForkDetectedException(file.Address.ToString());
            File.Delete(aside);
        }
    }
}
