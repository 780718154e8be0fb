using System.Runtime.InteropServices;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tiles;

/// <summary>Reading tiles that may have been replaced by fuller ones: a partial file may be deleted once the full one exists (tlog-tiles).</summary>
internal static class StoredTile
{
    /// <summary>Fills <paramref name="hashes"/> with the first hashes of the tile, as many as the address is wide; returns that number.</summary>
    public static int ReadHashes(ITileReader tiles, TileAddress address, Span<Hash> hashes)
    {
        var bytes = Find(tiles, address, out var found);
        if (bytes.Length != found.Width * Hash.Size) throw new InvalidDataException($"{found} has {bytes.Length} bytes, not {found.Width * Hash.Size}.");
        bytes.AsSpan(0, address.Width * Hash.Size).CopyTo(MemoryMarshal.AsBytes(hashes));
        return address.Width;
    }

    /// <summary>The first entries of the bundle, as many as the address is wide.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> ReadEntries(ITileReader tiles, TileAddress address)
    {
        var fault = EntryBundle.Decode(Find(tiles, address, out var found), found.Width, out var entries);
        return fault == BundleFault.None ? entries.Take(address.Width) : throw new InvalidDataException($"{found}: {fault}.");
    }

    /// <summary>Root of a complete subtree over its 2^n hashes.</summary>
    public static Hash SubtreeRoot(ReadOnlySpan<Hash> hashes)
    {
        if (hashes.Length == 1) return hashes[0];
        Span<Hash> row = stackalloc Hash[TileAddress.FullWidth / 2];
        for (var i = 0; i < hashes.Length / 2; i++) row[i] = Merkle.NodeHash(hashes[2 * i], hashes[2 * i + 1]);
        for (var count = hashes.Length / 2; count > 1; count = Merkle.HashPairs(row[..count])) { }
        return row[0];
    }

    /// <summary>The root of a log from its unfinished tiles, level 0 first. From the right: each row is cut into complete subtrees, smallest last.</summary>
    public static Hash EdgeRoot(IEnumerable<ArraySegment<Hash>> rows)
    {
        Hash? root = null;
        foreach (var row in rows)
        {
            for (var rest = row.Count; rest > 0;)
            {
                var smallest = rest & -rest;
                var subtree = SubtreeRoot(row.AsSpan(rest - smallest, smallest));
                root = root is { } right ? Merkle.NodeHash(subtree, right) : subtree;
                rest -= smallest;
            }
        }
        return root ?? Merkle.EmptyRoot;
    }

    private static byte[] Find(ITileReader tiles, TileAddress address, out TileAddress found)
    {
        found = address;
        if (tiles.Read(address) is { } bytes) return bytes;
        found = address.Full;
        return (address.IsFull ? null : tiles.Read(found)) ?? throw new InvalidDataException($"{address} is missing.");
    }
}
