using System.Runtime.InteropServices;
using Probity.Ledger.Entries;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Verification;

/// <summary>Up to 256 leaves looked at twice: as their entries hash, and as the level-0 tile has them. Made in parallel; judged in order by <see cref="Fsck"/>.</summary>
internal sealed class LeafTile
{
    public required long First { get; init; }
    public required int Count { get; init; }
    public required string BundleFile { get; init; }
    public required string TileFile { get; init; }

    /// <summary>Leaf hashes from the bundle, or null when it is missing; those after a malformed place are taken from the tile.</summary>
    public Hash[]? Derived { get; set; }

    /// <summary>Leaf hashes from the tile, or null when it is missing or malformed.</summary>
    public Hash[]? Stored { get; set; }

    /// <summary>Positions where the two differ.</summary>
    public List<int> Differing { get; } = [];

    public List<FsckFault> Faults { get; } = [];

    /// <summary>Position of the first entry that could not be read, or -1.</summary>
    public int MalformedAt { get; private set; } = -1;

    public Hash DerivedRoot { get; private set; }

    public Hash StoredRoot { get; private set; }

    public static LeafTile Make(long number, int count, FileBytes bundle, FileBytes tile, bool entriesOnly)
    {
        var made = new LeafTile { First = number * TileAddress.FullWidth, Count = count, BundleFile = bundle.Path, TileFile = tile.Path };
        made.ReadTile(tile);
        made.ReadBundle(bundle, entriesOnly);
        made.Compare();
        return made;
    }

    private void ReadTile(FileBytes tile)
    {
        if (tile.Bytes is not { } bytes) Faults.Add(tile.Fault!);
        else if (bytes.Length != tile.Width * Hash.Size) Faults.Add(new FsckFault(FsckFaultKind.Malformed, tile.Path));
        else Stored = MemoryMarshal.Cast<byte, Hash>(bytes)[..Count].ToArray();
    }

    private void ReadBundle(FileBytes bundle, bool entriesOnly)
    {
        if (bundle.Bytes is not { } bytes)
        {
            Faults.Add(bundle.Fault!);
            return;
        }
        Derived = new Hash[Count];
        ReadOnlySpan<byte> rest = bytes;
        for (var i = 0; i < bundle.Width; i++)
        {
            if (!EntryBundle.TryNext(ref rest, out var entry))
            {
                MalformedAt = Math.Min(i, Count);
                break;
            }
            // A fuller bundle than needed is read to its end, only to see that it is whole.
            if (i >= Count) continue;
            Derived[i] = Merkle.LeafHash(entry);
            if (entriesOnly && !LedgerEntry.TryParse(entry, out _)) Faults.Add(new FsckFault(FsckFaultKind.NotAnEntry, BundleFile, First + i));
        }
        if (MalformedAt < 0 && !rest.IsEmpty) MalformedAt = Count;
        if (MalformedAt >= 0 && MalformedAt < Count)
        {
            if (Stored is null) Derived = null;
            else Stored.AsSpan(MalformedAt).CopyTo(Derived.AsSpan(MalformedAt));
        }
    }

    private void Compare()
    {
        if (Derived is not null && Stored is not null)
            for (var i = 0; i < Count; i++)
                if (Derived[i] != Stored[i]) Differing.Add(i);
        if (MalformedAt >= 0)
        {
            // A changed length makes nonsense of all that follows: name the first place that does not fit.
            Faults.Add(new FsckFault(FsckFaultKind.Malformed, BundleFile, First + Math.Min(Differing.Count > 0 ? Differing[0] : MalformedAt, Count - 1)));
        }
        if (Count < TileAddress.FullWidth) return;
        if (Derived is not null) DerivedRoot = StoredTile.SubtreeRoot(Derived);
        if (Stored is not null) StoredRoot = Differing.Count == 0 && Derived is not null ? DerivedRoot : StoredTile.SubtreeRoot(Stored);
    }
}

/// <summary>A file as it was read: its bytes, or the fault that kept them away.</summary>
internal sealed record FileBytes(string Path, int Width, byte[]? Bytes, FsckFault? Fault);
