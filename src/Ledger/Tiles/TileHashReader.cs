using Probity.Ledger.Trees;

namespace Probity.Ledger.Tiles;

/// <summary>
/// Stored hashes of a log of one size, read from its tiles, for making proofs. Remembers the tiles it has read (8 KiB each, at most
/// <see cref="MostRemembered"/>). The hashes are as trustworthy as the storage: a proof made from damaged tiles does not verify, so verify before handing out.
/// Not safe for concurrent use; one for each request is cheap.
/// </summary>
public sealed class TileHashReader(ITileReader tiles, long size) : IHashReader
{
    /// <summary>Number of tiles kept in memory.</summary>
    public const int MostRemembered = 256;

    private readonly Dictionary<TileAddress, Hash[]> _remembered = [];

    /// <summary>The size the log is read at.</summary>
    public long Size => size;

    /// <inheritdoc/>
    public Hash Read(int level, long index)
    {
        int tileLevel = level / 8, within = level % 8;
        long first = index << within, members = size >> (8 * tileLevel);
        int count = 1 << within, offset = (int)(first & 255);
        if (index < 0 || first + count > members) throw new ArgumentOutOfRangeException(nameof(index), $"Level {level}, index {index} is not a complete subtree of {size} leaves.");
        var tile = Tile(TileAddress.Hashes(tileLevel, first >> 8, (int)Math.Min(TileAddress.FullWidth, members - (first & ~255L))));
        return StoredTile.SubtreeRoot(tile.AsSpan(offset, count));
    }

    private Hash[] Tile(TileAddress address)
    {
        if (_remembered.TryGetValue(address, out var tile)) return tile;
        tile = new Hash[address.Width];
        StoredTile.ReadHashes(tiles, address, tile);
        if (_remembered.Count == MostRemembered) _remembered.Clear();
        return _remembered[address] = tile;
    }
}
