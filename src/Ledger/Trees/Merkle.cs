using System.Buffers;
using System.Numerics;

namespace Probity.Ledger.Trees;

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1 (unchanged in RFC 9162 section 2.1) over SHA-256: hashes and roots.
/// For proofs see <see cref="MerkleProof"/>. Sizes and indices are counts of leaves, never bytes.
/// </summary>
public static class Merkle
{
    private const byte LeafPrefix = 0, NodePrefix = 1;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Hash EmptyRoot { get; } = Hash.Sha256([]);

    /// <summary>SHA-256(0x00 || entry).</summary>
    public static Hash LeafHash(ReadOnlySpan<byte> entry)
    {
        var length = entry.Length + 1;
        byte[]? rented = null;
        Span<byte> prefixed = length <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(length);
        prefixed = prefixed[..length];
        prefixed[0] = LeafPrefix;
        entry.CopyTo(prefixed[1..]);
        var hash = Hash.Sha256(prefixed);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static Hash NodeHash(in Hash left, in Hash right)
    {
        Span<byte> prefixed = stackalloc byte[1 + 2 * Hash.Size];
        prefixed[0] = NodePrefix;
        left.CopyTo(prefixed[1..]);
        right.CopyTo(prefixed[(1 + Hash.Size)..]);
        return Hash.Sha256(prefixed);
    }

    /// <summary>The root over the given leaf hashes, in order. Linear in their number.</summary>
    public static Hash Root(ReadOnlySpan<Hash> leafHashes)
    {
        var range = new CompactRange();
        foreach (ref readonly var leaf in leafHashes) range.Append(leaf);
        return range.Root();
    }

    /// <summary>The root of the first <paramref name="size"/> leaves. Reads at most log2(size) hashes.</summary>
    public static Hash Root(long size, IHashReader hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? EmptyRoot : RangeRoot(0, size, hashes);
    }

    /// <summary>
    /// The root of leaves [<paramref name="start"/>, <paramref name="end"/>) as a node of the tree: start must be a multiple of the
    /// smallest power of two that is at least end - start, which holds for every split RFC 6962 makes.
    /// </summary>
    internal static Hash RangeRoot(long start, long end, IHashReader hashes)
    {
        // Complete subtrees from left (largest) to right (smallest), then folded from the right: RFC 6962 splits at the largest power of two.
        Span<Hash> parts = stackalloc Hash[64];
        var count = 0;
        for (var rest = end - start; rest > 0;)
        {
            var level = BitOperations.Log2((ulong)rest);
            parts[count++] = hashes.Read(level, start >> level);
            start += 1L << level;
            rest -= 1L << level;
        }
        var root = parts[--count];
        while (count > 0) root = NodeHash(parts[--count], root);
        return root;
    }

    /// <summary>Adjacent pairs to their parents, in place; an odd last one is left out. Returns the number of parents.</summary>
    internal static int HashPairs(Span<Hash> row)
    {
        var pairs = row.Length / 2;
        for (var i = 0; i < pairs; i++) row[i] = NodeHash(row[2 * i], row[2 * i + 1]);
        return pairs;
    }
}
