using System.Buffers;
using System.Runtime.InteropServices;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tiles;

/// <summary>
/// A log that grows: takes entries and says which files must exist so that its new size can be published. Holds only the unfinished
/// right edge (at most 255 hashes a level and one unfinished bundle), writes nothing itself, and never produces a file twice with different
/// bytes: a full tile is final, and a partial one carries its width in its name. Appending costs one leaf hash and one node hash an entry.
/// Not safe for concurrent use.
/// </summary>
public sealed class GrowingTiles
{
    private readonly List<Row> _rows = [new Row()];
    private readonly ArrayBufferWriter<byte> _bundle = new(64 * 1024);
    private readonly List<TileFile> _finished = [];
    private long _takenAt;

    /// <summary>An unfinished tile of one level.</summary>
    private sealed class Row
    {
        public readonly Hash[] Hashes = new Hash[TileAddress.FullWidth];
        public int Count;
        public ReadOnlySpan<Hash> Filled => Hashes.AsSpan(0, Count);
    }

    /// <summary>Number of entries.</summary>
    public long Size { get; private set; }

    /// <summary>
    /// Takes up a stored log at a size. The right edge is read and its shape checked; whether it is the right log the caller tells by comparing
    /// <see cref="Root"/> with the root it signed. Throws InvalidDataException when a file is missing or malformed.
    /// </summary>
    public static GrowingTiles Resume(long size, ITileReader tiles)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var log = new GrowingTiles { Size = size, _takenAt = size };
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            var members = size >> (8 * level);
            if (level == log._rows.Count) log._rows.Add(new Row());
            var width = (int)(members & 255);
            if (width > 0) log._rows[level].Count = StoredTile.ReadHashes(tiles, TileAddress.Hashes(level, members >> 8, width), log._rows[level].Hashes);
        }
        if ((size & 255) is var pending and > 0)
            foreach (var entry in StoredTile.ReadEntries(tiles, TileAddress.Entries(size >> 8, (int)pending))) EntryBundle.Append(log._bundle, entry.Span);
        return log;
    }

    /// <summary>Adds an entry (at most 65,535 bytes) at index <see cref="Size"/>; returns its leaf hash.</summary>
    public Hash Append(ReadOnlySpan<byte> entry)
    {
        var hash = Merkle.LeafHash(entry);
        EntryBundle.Append(_bundle, entry);
        Size++;
        if ((Size & 255) == 0)
        {
            _finished.Add(new TileFile(TileAddress.Entries((Size >> 8) - 1), _bundle.WrittenSpan.ToArray()));
            _bundle.ResetWrittenCount();
        }
        Push(0, hash);
        return hash;
    }

    /// <summary>
    /// The files that must be durable before a checkpoint of <see cref="Size"/> may be published: everything finished since the last call, then the
    /// unfinished bundle and tiles. Nothing when the size has not changed.
    /// </summary>
    public IReadOnlyList<TileFile> TakeFiles()
    {
        if (Size == _takenAt) return [];
        var files = new List<TileFile>(_finished);
        if (_bundle.WrittenCount > 0) files.Add(new TileFile(TileAddress.Entries(Size >> 8, (int)(Size & 255)), _bundle.WrittenSpan.ToArray()));
        for (var level = 0; level < _rows.Count; level++)
            // A level whose members did not change since the last call has its file already.
            if (_rows[level].Count > 0 && Size >> (8 * level) != _takenAt >> (8 * level)) files.Add(Tile(level, Size >> (8 * level + 8)));
        _finished.Clear();
        _takenAt = Size;
        return files;
    }

    /// <summary>The root at <see cref="Size"/>. Up to 255 node hashes a level: ask once a checkpoint, not once an entry.</summary>
    public Hash Root()
    {
        return StoredTile.EdgeRoot(_rows.Select(r => new ArraySegment<Hash>(r.Hashes, 0, r.Count)));
    }

    private void Push(int level, Hash hash)
    {
        if (level == _rows.Count) _rows.Add(new Row());
        var row = _rows[level];
        row.Hashes[row.Count++] = hash;
        if (row.Count < TileAddress.FullWidth) return;
        _finished.Add(Tile(level, (Size >> (8 * level + 8)) - 1));
        row.Count = 0;
        Push(level + 1, StoredTile.SubtreeRoot(row.Hashes));
    }

    private TileFile Tile(int level, long index)
    {
        var row = _rows[level];
        return new TileFile(TileAddress.Hashes(level, index, row.Count), MemoryMarshal.AsBytes(row.Filled).ToArray());
    }
}
