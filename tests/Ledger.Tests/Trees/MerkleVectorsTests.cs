using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Trees;

/// <summary>The eight-leaf tree that the RFC 6962 reference implementations share (transparency-dev/merkle, testonly/constants.go).</summary>
public class MerkleVectorsTests
{
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly string[] LeafHashes = ["6e340b9c", "96a296d2", "0298d122", "07506a85", "bc1a0643", "4271a26b", "b08693ec", "46f6ffad"];
    private static readonly string[] Pairs = ["fac54203", "5f083f0a", "0ebc5d34", "ca854ea1"];
    private static readonly string[] Quads = ["d37ee418", "6b47aaf2"];

    private static MemoryHashes Tree(int size)
    {
        var tree = new MemoryHashes();
        foreach (var leaf in Leaves.Take(size)) tree.Append(Merkle.LeafHash(Convert.FromHexString(leaf)));
        return tree;
    }

    private static string[] Starts(IEnumerable<Hash> hashes) => [.. hashes.Select(h => h.ToHex()[..8])];

    [Fact]
    public void Every_root_is_the_published_one_from_tree_list_and_edge()
    {
        var range = new CompactRange();
        for (var size = 0; size <= 8; size++)
        {
            if (size > 0) range.Append(Merkle.LeafHash(Convert.FromHexString(Leaves[size - 1])));
            Merkle.Root(size, Tree(8)).ToHex().ShouldBe(Roots[size]);
            Merkle.Root(Leaves.Take(size).Select(l => Merkle.LeafHash(Convert.FromHexString(l))).ToArray()).ToHex().ShouldBe(Roots[size]);
            range.Root().ToHex().ShouldBe(Roots[size]);
            CompactRange.Load(size, Tree(8)).Root().ToHex().ShouldBe(Roots[size]);
        }
    }

    [Fact]
    public void Inner_nodes_are_the_published_ones()
    {
        var tree = Tree(8);
        Starts(Enumerable.Range(0, 8).Select(i => tree.Read(0, i))).ShouldBe(LeafHashes);
        Starts(Enumerable.Range(0, 4).Select(i => tree.Read(1, i))).ShouldBe(Pairs);
        Starts(Enumerable.Range(0, 2).Select(i => tree.Read(2, i))).ShouldBe(Quads);
    }

    [Theory]
    [InlineData(8, 0, "96a296d2 5f083f0a 6b47aaf2")]
    [InlineData(8, 5, "bc1a0643 ca854ea1 d37ee418")]
    [InlineData(7, 6, "0ebc5d34 d37ee418")]
    [InlineData(3, 2, "fac54203")]
    [InlineData(5, 1, "6e340b9c 5f083f0a bc1a0643")]
    public void Inclusion_proofs_are_the_published_ones(int size, int index, string expected)
    {
        var tree = Tree(8);
        var proof = MerkleProof.Inclusion(index, size, tree);
        string.Join(' ', Starts(proof)).ShouldBe(expected);
        MerkleProof.VerifyInclusion(tree.Read(0, index), index, size, Merkle.Root(size, tree), proof).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, 8, "96a296d2 5f083f0a 6b47aaf2")]
    [InlineData(6, 8, "0ebc5d34 ca854ea1 d37ee418")]
    [InlineData(2, 5, "5f083f0a bc1a0643")]
    [InlineData(3, 7, "0298d122 07506a85 fac54203 837dbb15")]
    [InlineData(4, 7, "837dbb15")]
    [InlineData(8, 8, "")]
    public void Consistency_proofs_are_the_published_ones(int old, int size, string expected)
    {
        var tree = Tree(8);
        var proof = MerkleProof.Consistency(old, size, tree);
        string.Join(' ', Starts(proof)).ShouldBe(expected);
        MerkleProof.VerifyConsistency(old, Merkle.Root(old, tree), size, Merkle.Root(size, tree), proof).ShouldBeTrue();
    }
}
