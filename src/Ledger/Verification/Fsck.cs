using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Verification;

/// <summary>
/// Checks a stored log from its bytes, trusting nothing but the log's public key: opens the checkpoint, hashes every entry anew, recomputes every tile on every
/// level, compares, and compares the root. A proof only speaks of hashes; this also shows that the entries are still the ones that were hashed.
/// Streams: memory is a few tiles a level, whatever the size. The files may come from a folder or over HTTP.
/// </summary>
public sealed class Fsck
{
    private const string CheckpointFile = "checkpoint";

    private readonly Func<string, Task<byte[]?>> _read;
    private readonly FsckOptions _options;
    private readonly List<FsckFault> _faults = [];
    private readonly List<Level> _levels = [];
    private long _size, _hashed;

    /// <summary>A level above the leaves: the tile being recomputed, and the stored one beside it.</summary>
    private sealed class Level
    {
        public readonly Hash[] Derived = new Hash[TileAddress.FullWidth];
        public int Count;
        public long Tile;
        public Hash[]? Stored;
        public string File = "";
        public bool Loaded;
    }

    private Fsck(Func<string, Task<byte[]?>> read, FsckOptions options) => (_read, _options) = (read, options);

    /// <summary>Checks the log in a folder.</summary>
    public static Task<FsckReport> Run(string folder, VerifierKey log, FsckOptions? options = null, CancellationToken stop = default) =>
        Run(path =>
        {
            var full = Path.Combine(folder, path);
            return Task.FromResult(File.Exists(full) ? File.ReadAllBytes(full) : null);
        }, log, options, stop);

    /// <summary>
    /// Checks a log whose files <paramref name="read"/> gives by their relative path (<c>checkpoint</c>, <c>tile/...</c>); null means there is no such file.
    /// The function is called concurrently. Exceptions of it are faults of the file, except cancellation.
    /// </summary>
    public static Task<FsckReport> Run(Func<string, Task<byte[]?>> read, VerifierKey log, FsckOptions? options = null, CancellationToken stop = default) =>
        new Fsck(read, options ?? new FsckOptions()).Check(log, stop);

    private async Task<FsckReport> Check(VerifierKey log, CancellationToken stop)
    {
        var checkpoint = await OpenCheckpoint(log);
        if (checkpoint is null) return new FsckReport(null, 0, _faults, Complete: false);
        _size = checkpoint.Size;
        LeafTile? unfinished = null;
        var complete = true;
        await foreach (var leaves in LeafTiles(stop))
        {
            _faults.AddRange(leaves.Faults);
            if (leaves.Count < TileAddress.FullWidth) unfinished = leaves;
            else if (!await Settle(leaves))
            {
                complete = false;
                break;
            }
            if (_faults.Count >= _options.MostFaults)
            {
                complete = false;
                break;
            }
        }
        if (complete) CheckRoot(checkpoint, unfinished);
        return new FsckReport(checkpoint, _hashed, [.. _faults.Take(_options.MostFaults)], complete);
    }

    private async Task<Checkpoint?> OpenCheckpoint(VerifierKey log)
    {
        var file = await ReadFile(CheckpointFile, 0);
        if (file.Bytes is not { } bytes)
        {
            _faults.Add(file.Fault!);
            return null;
        }
        if (!SignedNote.TryParse(bytes, out var note) || !Checkpoint.TryParse(note.Text, out var checkpoint))
        {
            _faults.Add(new FsckFault(FsckFaultKind.Malformed, CheckpointFile));
            return null;
        }
        // The files may still be compared with what the note says, but nothing is vouched for.
        if (!Checkpoint.TryOpen(bytes, log, out _)) _faults.Add(new FsckFault(FsckFaultKind.BadSignature, CheckpointFile));
        return checkpoint;
    }

    /// <summary>All leaf tiles in order, some of them read and hashed ahead.</summary>
    private async IAsyncEnumerable<LeafTile> LeafTiles([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var tiles = (_size + TileAddress.FullWidth - 1) / TileAddress.FullWidth;
        var ahead = new Queue<Task<LeafTile>>();
        long next = 0;
        for (long n = 0; n < tiles; n++)
        {
            stop.ThrowIfCancellationRequested();
            for (; next < tiles && ahead.Count < 4 * _options.Parallel; next++)
            {
                var number = next;
                ahead.Enqueue(Task.Run(() => MakeLeafTile(number), stop));
            }
            var leaves = await ahead.Dequeue();
            _hashed += leaves.Derived is null ? 0 : leaves.Count;
            yield return leaves;
        }
    }

    private async Task<LeafTile> MakeLeafTile(long number)
    {
        var count = (int)Math.Min(TileAddress.FullWidth, _size - number * TileAddress.FullWidth);
        var bundle = await ReadTile(TileAddress.Entries(number, count));
        var tile = await ReadTile(TileAddress.Hashes(0, number, count));
        return LeafTile.Make(number, count, bundle, tile, _options.EntriesOnly);
    }

    /// <summary>Decides between entries and tile where they differ, by the hash one level up, and passes the better root up. False when there is nothing to pass.</summary>
    private async Task<bool> Settle(LeafTile leaves)
    {
        var above = await LevelAt(1);
        var parent = above.Stored?[above.Count];
        if (leaves.Differing.Count == 0)
        {
            Hash? root = leaves.Derived is not null ? leaves.DerivedRoot : leaves.Stored is not null ? leaves.StoredRoot : parent;
            if (root is null) return false;
            await Push(1, root.Value);
            return true;
        }
        if (parent == leaves.StoredRoot) Blame(leaves, FsckFaultKind.EntryChanged);
        else Blame(leaves, parent == leaves.DerivedRoot ? FsckFaultKind.HashChanged : FsckFaultKind.Disagreement);
        await Push(1, parent == leaves.StoredRoot ? leaves.StoredRoot : leaves.DerivedRoot);
        return true;
    }

    private void Blame(LeafTile leaves, FsckFaultKind kind)
    {
        // A malformed bundle has been named already, with its first bad entry.
        if (leaves.MalformedAt >= 0 && kind == FsckFaultKind.EntryChanged) return;
        foreach (var i in leaves.Differing)
            _faults.Add(new FsckFault(kind, kind == FsckFaultKind.HashChanged ? leaves.TileFile : leaves.BundleFile, leaves.First + i));
    }

    private async Task Push(int number, Hash derived)
    {
        var level = await LevelAt(number);
        var at = level.Count;
        level.Derived[at] = derived;
        if (level.Stored is { } stored && stored[at] != derived) _faults.Add(new FsckFault(FsckFaultKind.HashChanged, level.File, level.Tile * TileAddress.FullWidth + at));
        level.Count++;
        if (level.Count < TileAddress.FullWidth) return;
        level.Count = 0;
        level.Tile++;
        level.Loaded = false;
        await Push(number + 1, StoredTile.SubtreeRoot(level.Derived));
    }

    /// <summary>The level with its stored tile at the current place.</summary>
    private async Task<Level> LevelAt(int number)
    {
        if (_levels.Count < number) _levels.Add(new Level());
        var level = _levels[number - 1];
        if (level.Loaded) return level;
        level.Loaded = true;
        level.Stored = null;
        var width = (int)Math.Min(TileAddress.FullWidth, (_size >> (8 * number)) - level.Tile * TileAddress.FullWidth);
        if (width <= 0) return level;
        var file = await ReadTile(TileAddress.Hashes(number, level.Tile, width));
        level.File = file.Path;
        if (file.Bytes is not { } bytes) _faults.Add(file.Fault!);
        else if (bytes.Length != file.Width * Hash.Size) _faults.Add(new FsckFault(FsckFaultKind.Malformed, file.Path));
        else level.Stored = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Hash>(bytes)[..width].ToArray();
        return level;
    }

    private void CheckRoot(Checkpoint checkpoint, LeafTile? unfinished)
    {
        var differs = unfinished is { Differing.Count: > 0 };
        var root = Root(unfinished?.Derived ?? unfinished?.Stored ?? []);
        if (differs)
        {
            // The last tile has nothing above it but the root.
            if (root == checkpoint.Root) Blame(unfinished!, FsckFaultKind.HashChanged);
            else if (Root(unfinished!.Stored!) == checkpoint.Root)
            {
                Blame(unfinished, FsckFaultKind.EntryChanged);
                root = checkpoint.Root;
            }
            else Blame(unfinished, FsckFaultKind.Disagreement);
        }
        if (root != checkpoint.Root) _faults.Add(new FsckFault(FsckFaultKind.RootDiffers, CheckpointFile));
    }

    private Hash Root(Hash[] lastLeaves) =>
        StoredTile.EdgeRoot(_levels.Select(l => new ArraySegment<Hash>(l.Derived, 0, l.Count)).Prepend(new ArraySegment<Hash>(lastLeaves)));

    private async Task<FileBytes> ReadTile(TileAddress address)
    {
        var exact = await ReadFile(address.ToString(), address.Width);
        if (exact.Bytes is not null || exact.Fault!.Kind != FsckFaultKind.Missing || address.IsFull) return exact;
        // A partial file may be gone once the full one exists.
        var full = await ReadFile(address.Full.ToString(), TileAddress.FullWidth);
        return full.Bytes is null ? exact : full;
    }

    private async Task<FileBytes> ReadFile(string path, int width)
    {
        try
        {
            var bytes = await _read(path);
            return new FileBytes(path, width, bytes, bytes is null ? new FsckFault(FsckFaultKind.Missing, path) : null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new FileBytes(path, width, null, new FsckFault(FsckFaultKind.Unreadable, path));
        }
    }
}
