using FsCheck;
using FsCheck.Fluent;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Trees;

public class MerkleProofTests
{
    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, 130).Select(i => BitConverter.GetBytes(i * 7919))];
    private static readonly MemoryHashes Tree = Grow(Leaves);

    private static MemoryHashes Grow(byte[][] leaves)
    {
        var tree = new MemoryHashes();
        foreach (var leaf in leaves) tree.Append(Merkle.LeafHash(leaf));
        return tree;
    }

    private static byte[][] Bytes(Hash[] hashes) => [.. hashes.Select(h => h.ToArray())];

    [Fact]
    public void Every_inclusion_proof_up_to_130_leaves_equals_the_naive_one_and_verifies()
    {
        for (var size = 1; size <= Leaves.Length; size += size < 34 ? 1 : 13)
        {
            var root = Merkle.Root(size, Tree);
            root.ToArray().ShouldBe(NaiveTree.Root(Leaves[..size]));
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleProof.Inclusion(index, size, Tree);
                Bytes(proof).ShouldBe(NaiveTree.Path(index, Leaves[..size]));
                MerkleProof.VerifyInclusion(Tree.Read(0, index), index, size, root, proof).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_up_to_130_leaves_equals_the_naive_one_and_verifies()
    {
        for (var size = 1; size <= Leaves.Length; size += size < 34 ? 1 : 13)
            for (var old = 1; old <= size; old++)
            {
                var proof = MerkleProof.Consistency(old, size, Tree);
                Bytes(proof).ShouldBe(NaiveTree.Proof(old, Leaves[..size]));
                MerkleProof.VerifyConsistency(old, Merkle.Root(old, Tree), size, Merkle.Root(size, Tree), proof).ShouldBeTrue();
            }
    }

    [Fact]
    public void Random_trees_agree_with_the_naive_implementation()
    {
        var cases = Gen.Choose(1, 60).SelectMany(size => Gen.Choose(0, size - 1).SelectMany(index => Gen.Choose(0, int.MaxValue).Select(seed => (size, index, seed))));
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var random = new Random(c.seed);
            var leaves = Enumerable.Range(0, c.size).Select(_ => { var leaf = new byte[random.Next(0, 2000)]; random.NextBytes(leaf); return leaf; }).ToArray();
            var tree = Grow(leaves);
            return Merkle.Root(c.size, tree).ToArray().SequenceEqual(NaiveTree.Root(leaves))
                && Bytes(MerkleProof.Inclusion(c.index, c.size, tree)).Select(Convert.ToHexString).SequenceEqual(NaiveTree.Path(c.index, leaves).Select(Convert.ToHexString))
                && Bytes(MerkleProof.Consistency(c.index + 1, c.size, tree)).Select(Convert.ToHexString).SequenceEqual(NaiveTree.Proof(c.index + 1, leaves).Select(Convert.ToHexString));
        }).QuickCheckThrowOnFailure();
    }

    public static TheoryData<int, int> InclusionCases() => new() { { 0, 1 }, { 0, 2 }, { 1, 2 }, { 2, 3 }, { 5, 8 }, { 6, 7 }, { 0, 8 }, { 63, 64 }, { 64, 65 }, { 77, 100 }, { 129, 130 } };

    [Theory, MemberData(nameof(InclusionCases))]
    public void Every_mutation_of_an_inclusion_proof_is_refused(int index, int size)
    {
        var leaf = Tree.Read(0, index);
        var root = Merkle.Root(size, Tree);
        var proof = MerkleProof.Inclusion(index, size, Tree);
        bool Accepts(Hash l, long i, long n, Hash r, Hash[] p) => MerkleProof.VerifyInclusion(l, i, n, r, p);
        Accepts(leaf, index, size, root, proof).ShouldBeTrue();

        foreach (var wrong in new long[] { index + 1, index - 1, index ^ 2, -1, size, long.MaxValue, long.MinValue })
            Accepts(leaf, wrong, size, root, proof).ShouldBeFalse($"index {wrong}");
        // A doubled or halved size may describe a tree of the same proof shape; the root then still cannot be reached unless path and shape coincide.
        foreach (var wrong in new long[] { size * 2L, size / 2, 0, -size, long.MinValue })
            if (MerkleProof.VerifyInclusion(leaf, index, wrong, root, proof)) wrong.ShouldSatisfyAllConditions(w => SameShape(index, size, w).ShouldBeTrue());
        Accepts(Merkle.LeafHash("wrong"u8), index, size, root, proof).ShouldBeFalse();
        foreach (var wrong in WrongRoots(size)) Accepts(leaf, index, size, wrong, proof).ShouldBeFalse();
        foreach (var wrong in WrongProofs(proof)) Accepts(leaf, index, size, root, wrong).ShouldBeFalse();
        if (proof.Length > 0) Accepts(leaf, index, size, root, []).ShouldBeFalse();
    }

    [Fact]
    public void Every_mutation_of_a_consistency_proof_is_refused()
    {
        foreach (var (old, size) in new[] { (1, 2), (1, 8), (6, 8), (2, 5), (3, 7), (4, 7), (64, 65), (63, 100), (77, 130), (128, 130) })
        {
            Hash from = Merkle.Root(old, Tree), to = Merkle.Root(size, Tree);
            var proof = MerkleProof.Consistency(old, size, Tree);
            MerkleProof.VerifyConsistency(old, from, size, to, proof).ShouldBeTrue();

            MerkleProof.VerifyConsistency(old, to, size, from, proof).ShouldBeFalse("swapped roots");
            MerkleProof.VerifyConsistency(size, from, old, to, proof).ShouldBeFalse("swapped sizes");
            foreach (var wrong in WrongRoots(old)) MerkleProof.VerifyConsistency(old, wrong, size, to, proof).ShouldBeFalse();
            foreach (var wrong in WrongRoots(size)) MerkleProof.VerifyConsistency(old, from, size, wrong, proof).ShouldBeFalse();
            foreach (var wrong in WrongProofs(proof)) MerkleProof.VerifyConsistency(old, from, size, to, wrong).ShouldBeFalse();
            foreach (var wrong in new long[] { old + 1, old - 1, old ^ 2, -1, 0 }) MerkleProof.VerifyConsistency(wrong, from, size, to, proof).ShouldBeFalse($"{wrong} -> {size}");
            MerkleProof.VerifyConsistency(old, from, size, to, []).ShouldBeFalse();
            MerkleProof.VerifyConsistency(old, from, old, to, []).ShouldBeFalse("same size, other root");
        }
    }

    [Fact]
    public void The_empty_tree_needs_an_empty_proof_and_the_empty_root()
    {
        var root = Merkle.Root(5, Tree);
        MerkleProof.Consistency(0, 5, Tree).ShouldBeEmpty();
        MerkleProof.VerifyConsistency(0, Merkle.EmptyRoot, 5, root, []).ShouldBeTrue();
        MerkleProof.VerifyConsistency(0, Merkle.EmptyRoot, 5, root, [root]).ShouldBeFalse();
        MerkleProof.VerifyConsistency(0, root, 5, root, []).ShouldBeFalse();
        MerkleProof.VerifyConsistency(0, root, 0, root, []).ShouldBeFalse();
        MerkleProof.VerifyInclusion(default, 0, 0, Merkle.EmptyRoot, []).ShouldBeFalse();
    }

    [Fact]
    public void An_edge_resumes_only_with_the_number_of_hashes_its_size_has()
    {
        var range = CompactRange.Load(77, Tree);
        range.Edge().Length.ShouldBe(4);
        CompactRange.TryResume(77, range.Edge(), out var resumed).ShouldBeTrue();
        for (var i = 77; i < 130; i++) resumed.Append(Tree.Read(0, i));
        resumed.Root().ShouldBe(Merkle.Root(130, Tree));
        CompactRange.TryResume(78, range.Edge().AsSpan(1), out _).ShouldBeFalse();
        CompactRange.TryResume(76, range.Edge(), out _).ShouldBeFalse();
        CompactRange.TryResume(-1, [], out _).ShouldBeFalse();
    }

    // Two sizes in which the walk for this index turns the same way at every step; the proof then says the same of both.
    private static bool SameShape(long index, long a, long b) => b > index && Turns(index, a) == Turns(index, b);

    private static string Turns(long fn, long size)
    {
        var sn = size - 1;
        var turns = "";
        while (sn > 0)
        {
            var left = (fn & 1) == 1 || fn == sn;
            turns += left ? 'L' : 'R';
            if (left) while ((fn & 1) == 0 && fn != 0) { fn >>= 1; sn >>= 1; }
            fn >>= 1;
            sn >>= 1;
        }
        return turns;
    }

    private static IEnumerable<Hash> WrongRoots(int size)
    {
        var root = Merkle.Root(size, Tree).ToArray();
        yield return Merkle.EmptyRoot;
        yield return default;
        yield return Hash.Sha256("random"u8);
        yield return Hash.FromBytes([.. root[1..], 0]);
        yield return Hash.FromBytes([0, .. root[..31]]);
    }

    private static IEnumerable<Hash[]> WrongProofs(Hash[] proof)
    {
        for (var i = 0; i < proof.Length; i++)
            for (var bit = 0; bit < 256; bit += 37)
            {
                var flipped = proof[i].ToArray();
                flipped[bit / 8] ^= (byte)(1 << bit % 8);
                yield return [.. proof[..i], Hash.FromBytes(flipped), .. proof[(i + 1)..]];
            }
        yield return [.. proof, default];
        yield return [default, .. proof];
        yield return [.. proof, Hash.Sha256("x"u8)];
        if (proof.Length > 0)
        {
            yield return proof[1..];
            yield return proof[..^1];
            yield return [.. proof, proof[^1]];
            yield return [proof[0], .. proof];
        }
        if (proof.Length > 1) yield return [.. proof.Reverse()];
    }
}
