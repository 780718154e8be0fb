using System.Globalization;

namespace Probity.Ledger.Tiles;

/// <summary>
/// Names one file of a log by C2SP tlog-tiles: <c>tile/&lt;level&gt;/&lt;index&gt;[.p/&lt;width&gt;]</c> for hashes, <c>tile/entries/...</c> for entry bundles.
/// Level 0 holds leaf hashes; a hash of level n is the root of a full tile of level n - 1. A full tile or bundle has 256 members.
/// </summary>
public readonly record struct TileAddress
{
    /// <summary>Members of a full tile or bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>Highest level the format knows.</summary>
    public const int MaxLevel = 63;

    private const int EntriesLevel = -1;

    private TileAddress(int level, long index, int width) => (Level, Index, Width) = (level, index, width);

    /// <summary>0 to 63 for hashes, -1 for entries.</summary>
    public int Level { get; }

    /// <summary>Position among the tiles of its level, from 0.</summary>
    public long Index { get; }

    /// <summary>Number of hashes or entries, 1 to 256.</summary>
    public int Width { get; }

    /// <summary>An entry bundle rather than a tile of hashes.</summary>
    public bool IsEntries => Level == EntriesLevel;

    /// <summary>Has all 256 members and will never change.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>A tile of hashes.</summary>
    public static TileAddress Hashes(int level, long index, int width = FullWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, MaxLevel);
        return Checked(level, index, width);
    }

    /// <summary>A bundle of entries; bundle n holds entries from 256 * n on.</summary>
    public static TileAddress Entries(long index, int width = FullWidth) => Checked(EntriesLevel, index, width);

    /// <summary>The same place with all members.</summary>
    public TileAddress Full => new(Level, Index, FullWidth);

    /// <summary>
    /// Every tile and bundle that a log of this size consists of, bundles first, then level by level from left to right.
    /// Lazy: about size / 128 addresses.
    /// </summary>
    public static IEnumerable<TileAddress> All(long size)
    {
        for (var level = EntriesLevel; level <= 0 || size >> (8 * level) > 0; level++)
        {
            var members = level <= 0 ? size : size >> (8 * level);
            for (long index = 0; index < members >> 8; index++) yield return new(level, index, FullWidth);
            if ((members & 255) > 0) yield return new(level, members >> 8, (int)(members & 255));
        }
    }

    /// <summary>Relative path with forward slashes.</summary>
    public override string ToString()
    {
        var path = (Index % 1000).ToString("d3", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000) path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:d3}/{path}");
        var level = IsEntries ? "entries" : Level.ToString(CultureInfo.InvariantCulture);
        return IsFull ? $"tile/{level}/{path}" : string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{path}.p/{Width}");
    }

    /// <summary>Reads a path; only the one spelling of each address is accepted.</summary>
    public static bool TryParse(string path, out TileAddress address)
    {
        address = default;
        if (path.Length > 100 || !path.StartsWith("tile/", StringComparison.Ordinal)) return false;
        var rest = path["tile/".Length..];
        var width = FullWidth;
        if (rest.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var at)
        {
            if (!TryNumber(rest.AsSpan(at + 3), out var w) || w is < 1 or > 255) return false;
            width = (int)w;
            rest = rest[..at];
        }
        var parts = rest.Split('/');
        if (parts.Length is < 2 or > 7) return false;
        var level = EntriesLevel;
        if (parts[0] != "entries")
        {
            if (!TryNumber(parts[0], out var l) || l > MaxLevel) return false;
            level = (int)l;
        }
        if (!TryNumber(string.Concat(parts[1..].Select(p => p.Replace("x", "", StringComparison.Ordinal))), out var index)) return false;
        var parsed = new TileAddress(level, index, width);
        if (parsed.ToString() != path) return false;
        address = parsed;
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static TileAddress Checked(int level, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        return new(level, index, width);
    }
}
