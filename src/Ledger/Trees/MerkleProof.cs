using System.Numerics;

namespace Probity.Ledger.Trees;

/// <summary>
/// Inclusion and consistency proofs: made as RFC 6962 sections 2.1.1 and 2.1.2 say, checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say.
/// Checking accepts exactly one length of proof for each pair of numbers; everything else, however it was produced, is refused.
/// Proofs have at most 63 hashes.
/// </summary>
public static class MerkleProof
{
    /// <summary>
    /// The path that proves leaf <paramref name="index"/> in the tree of <paramref name="size"/> leaves: the leaf's sibling first, the root's child last.
    /// </summary>
    public static Hash[] Inclusion(long index, long size, IHashReader hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new Hash[InclusionLength(index, size)];
        var next = proof.Length;
        long start = 0, end = size;
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            if (index < middle)
            {
                proof[--next] = Merkle.RangeRoot(middle, end, hashes);
                end = middle;
            }
            else
            {
                proof[--next] = Merkle.RangeRoot(start, middle, hashes);
                start = middle;
            }
        }
        return proof;
    }

    /// <summary>Number of hashes in the one valid inclusion proof: inner nodes below the point where the paths of index and last leaf part, plus border nodes above.</summary>
    public static int InclusionLength(long index, long size)
    {
        var inner = BitLength(index ^ (size - 1));
        return inner + BitOperations.PopCount((ulong)index >> inner);
    }

    /// <summary>True when the path leads from the leaf hash at <paramref name="index"/> to <paramref name="root"/> of a tree with <paramref name="size"/> leaves.</summary>
    public static bool VerifyInclusion(in Hash leafHash, long index, long size, in Hash root, ReadOnlySpan<Hash> proof) =>
        TryRoot(leafHash, index, size, proof, out var reached) && reached == root;

    /// <summary>The root to which the path leads, where it is shaped for index and size at all.</summary>
    internal static bool TryRoot(in Hash leafHash, long index, long size, ReadOnlySpan<Hash> proof, out Hash root)
    {
        root = leafHash;
        if (index < 0 || index >= size || proof.Length != InclusionLength(index, size)) return false;
        long fn = index, sn = size - 1;
        foreach (ref readonly var p in proof)
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                root = Merkle.NodeHash(p, root);
                while ((fn & 1) == 0 && fn != 0) { fn >>= 1; sn >>= 1; }
            }
            else
            {
                root = Merkle.NodeHash(root, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0;
    }

    /// <summary>
    /// Proof that the tree of <paramref name="newSize"/> leaves extends the tree of <paramref name="oldSize"/> leaves.
    /// Empty when the old tree is empty or both are the same size (the rule of tlog-witness).
    /// </summary>
    public static Hash[] Consistency(long oldSize, long newSize, IHashReader hashes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, newSize);
        if (oldSize == 0 || oldSize == newSize) return [];
        // SUBPROOF walks from the root down; RFC order is from the bottom up, so the list is turned round at the end.
        var proof = new List<Hash>();
        long start = 0, end = newSize;
        while (end != oldSize)
        {
            var middle = start + Split(end - start);
            if (oldSize <= middle)
            {
                proof.Add(Merkle.RangeRoot(middle, end, hashes));
                end = middle;
            }
            else
            {
                proof.Add(Merkle.RangeRoot(start, middle, hashes));
                start = middle;
            }
        }
        // start > 0: what remains is only a part of the old tree, so its root must be sent; otherwise it is the old root the verifier holds.
        if (start > 0) proof.Add(Merkle.RangeRoot(start, end, hashes));
        proof.Reverse();
        return [.. proof];
    }

    /// <summary>
    /// True when the proof shows that the tree (<paramref name="newSize"/>, <paramref name="newRoot"/>) begins with the leaves of
    /// (<paramref name="oldSize"/>, <paramref name="oldRoot"/>).
    /// </summary>
    public static bool VerifyConsistency(long oldSize, in Hash oldRoot, long newSize, in Hash newRoot, ReadOnlySpan<Hash> proof)
    {
        if (oldSize < 0 || oldSize > newSize) return false;
        if (oldSize == newSize) return proof.IsEmpty && oldRoot == newRoot && (oldSize > 0 || oldRoot == Merkle.EmptyRoot);
        if (oldSize == 0) return proof.IsEmpty && oldRoot == Merkle.EmptyRoot;
        if (proof.IsEmpty) return false;
        long fn = oldSize - 1, sn = newSize - 1;
        while ((fn & 1) == 1) { fn >>= 1; sn >>= 1; }
        var isPowerOfTwo = BitOperations.IsPow2(oldSize);
        var fr = isPowerOfTwo ? oldRoot : proof[0];
        var sr = fr;
        foreach (ref readonly var c in isPowerOfTwo ? proof : proof[1..])
        {
            if (sn == 0) return false;
            if ((fn & 1) == 1 || fn == sn)
            {
                fr = Merkle.NodeHash(c, fr);
                sr = Merkle.NodeHash(c, sr);
                while ((fn & 1) == 0 && fn != 0) { fn >>= 1; sn >>= 1; }
            }
            else
            {
                sr = Merkle.NodeHash(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr == oldRoot && sr == newRoot;
    }

    /// <summary>The largest power of two smaller than n (n at least 2).</summary>
    private static long Split(long n) => 1L << BitOperations.Log2((ulong)(n - 1));

    private static int BitLength(long value) => value == 0 ? 0 : BitOperations.Log2((ulong)value) + 1;
}
