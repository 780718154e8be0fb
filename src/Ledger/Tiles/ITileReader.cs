namespace Probity.Ledger.Tiles;

/// <summary>Gives the bytes of tiles and bundles: from a folder, an object store, a database.</summary>
public interface ITileReader
{
    /// <summary>The file's bytes, or null when there is none. The bytes are unchecked: their reader must not trust them.</summary>
    byte[]? Read(TileAddress address);
}

/// <summary>One file of a log.</summary>
public readonly record struct TileFile(TileAddress Address, ReadOnlyMemory<byte> Bytes);
