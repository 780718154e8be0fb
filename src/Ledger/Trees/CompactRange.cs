using System.Numerics;

namespace Probity.Ledger.Trees;

/// <summary>
/// The right edge of a growing tree: one hash for each 1 bit of its size, which is all that is needed to append and to know the root.
/// Appending costs one node hash on average. Not safe for concurrent use.
/// </summary>
public sealed class CompactRange
{
    // By level; the hash at a level counts only when that bit of Size is set.
    private readonly Hash[] _edge = new Hash[63];

    /// <summary>Number of leaves.</summary>
    public long Size { get; private set; }

    /// <summary>Roots of the complete subtrees that make up the tree, largest (leftmost) first.</summary>
    public Hash[] Edge()
    {
        var edge = new Hash[BitOperations.PopCount((ulong)Size)];
        var next = edge.Length;
        for (var level = 0; next > 0; level++)
            if ((Size >> level & 1) == 1) edge[--next] = _edge[level];
        return edge;
    }

    /// <summary>Takes up a tree again from what <see cref="Edge"/> gave; false when the number of hashes does not fit the size.</summary>
    public static bool TryResume(long size, ReadOnlySpan<Hash> edge, out CompactRange range)
    {
        range = new CompactRange();
        if (size < 0 || edge.Length != BitOperations.PopCount((ulong)size)) return false;
        range.Size = size;
        var next = edge.Length;
        for (var level = 0; next > 0; level++)
            if ((size >> level & 1) == 1) range._edge[level] = edge[--next];
        return true;
    }

    /// <summary>Takes up the tree of the first <paramref name="size"/> leaves from stored hashes.</summary>
    public static CompactRange Load(long size, IHashReader hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var range = new CompactRange { Size = size };
        for (var level = 0; size >> level > 0; level++)
            if ((size >> level & 1) == 1) range._edge[level] = hashes.Read(level, (size >> level) - 1);
        return range;
    }

    /// <summary>Adds a leaf by its hash (<see cref="Merkle.LeafHash"/>).</summary>
    public void Append(in Hash leafHash)
    {
        var hash = leafHash;
        var level = 0;
        for (var n = Size; (n & 1) == 1; n >>= 1) hash = Merkle.NodeHash(_edge[level++], hash);
        _edge[level] = hash;
        Size++;
    }

    /// <summary>The root of the tree as it stands; at most log2(size) node hashes.</summary>
    public Hash Root()
    {
        if (Size == 0) return Merkle.EmptyRoot;
        var level = BitOperations.TrailingZeroCount(Size);
        var root = _edge[level];
        for (level++; Size >> level > 0; level++)
            if ((Size >> level & 1) == 1) root = Merkle.NodeHash(_edge[level], root);
        return root;
    }
}
