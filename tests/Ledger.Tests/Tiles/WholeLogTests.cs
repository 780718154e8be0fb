using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Tiles;

public class WholeLogTests(WholeLog whole) : IClassFixture<WholeLog>
{
    private TileHashReader Reader(long size = WholeLog.Size) => new(whole.Tiles, size);

    [Fact]
    public void The_root_of_70_000_entries_is_the_one_other_implementations_found()
    {
        whole.Log.Root().ToHex().ShouldBe(WholeLog.RootHex);
        Merkle.Root(WholeLog.Size, Reader()).ToHex().ShouldBe(WholeLog.RootHex);
        CompactRange.Load(WholeLog.Size, Reader()).Root().ToHex().ShouldBe(WholeLog.RootHex);
    }

    [Fact]
    public void The_keys_of_log_and_witness_are_spelt_as_other_implementations_accept_them()
    {
        using var log = WholeLog.LogSigner();
        using var witness = WholeLog.WitnessSigner();
        log.Key.ToString().ShouldBe(WholeLog.LogKey);
        witness.Key.ToString().ShouldBe(WholeLog.WitnessKey);
    }

    [Fact]
    public void Exactly_the_tiles_of_the_format_are_written()
    {
        var files = whole.Tiles.Files;
        files.Keys.Count(a => a.Level == 0 && a.IsFull).ShouldBe(273);
        files[TileAddress.Hashes(0, 273, 112)].Length.ShouldBe(112 * 32);
        files.Keys.Count(a => a.Level == 1 && a.IsFull).ShouldBe(1);
        files.Keys.Single(a => a.Level == 1 && !a.IsFull).ShouldBe(TileAddress.Hashes(1, 1, 17));
        files.Keys.Single(a => a.Level == 2).ShouldBe(TileAddress.Hashes(2, 0, 1));
        files.Keys.Where(a => a.IsFull && !a.IsEntries).ShouldAllBe(a => files[a].Length == 8192);
        files.Keys.Count(a => a.IsEntries).ShouldBe(274);
        files.Keys.Order(Comparer<TileAddress>.Create((x, y) => string.CompareOrdinal(x.ToString(), y.ToString())))
            .ShouldBe(TileAddress.All(WholeLog.Size).Order(Comparer<TileAddress>.Create((x, y) => string.CompareOrdinal(x.ToString(), y.ToString()))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(51_234)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(69_999)]
    public void Inclusion_proofs_computed_from_tiles_verify_and_equal_those_of_the_tree(int index)
    {
        foreach (long size in new[] { index + 1, WholeLog.Size })
        {
            if (size < WholeLog.Size && (size & 255) != 0) continue; // only published sizes have tiles of their own width
            var proof = MerkleProof.Inclusion(index, size, Reader(size));
            proof.ShouldBe(MerkleProof.Inclusion(index, size, whole.Tree));
            MerkleProof.VerifyInclusion(Merkle.LeafHash(WholeLog.Entry(index)), index, size, Merkle.Root(size, whole.Tree), proof).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(40_001)]
    [InlineData(65_536)]
    [InlineData(69_999)]
    public void Consistency_proofs_computed_from_tiles_verify(int old)
    {
        var proof = MerkleProof.Consistency(old, WholeLog.Size, Reader());
        MerkleProof.VerifyConsistency(old, Merkle.Root(old, whole.Tree), WholeLog.Size, whole.Log.Root(), proof).ShouldBeTrue();
    }

    [Fact]
    public void Every_entry_comes_back_from_its_bundle()
    {
        for (var n = 0; n <= 273; n++)
        {
            var address = TileAddress.Entries(n, n == 273 ? 112 : 256);
            EntryBundle.Decode(whole.Tiles.Files[address], address.Width, out var entries).ShouldBe(BundleFault.None);
            for (var i = 0; i < entries.Count; i++) entries[i].ToArray().ShouldBe(WholeLog.Entry(256 * n + i));
        }
    }

    [Fact]
    public void A_log_grown_and_published_in_uneven_steps_and_taken_up_again_has_the_same_files()
    {
        var tiles = new MemoryTiles();
        long size = 0;
        foreach (var step in new[] { 1, 1, 253, 1, 1, 255, 300, 0, 65_000, 4, 100, 4_084 })
        {
            var log = GrowingTiles.Resume(size, tiles);
            log.Root().ShouldBe(Merkle.Root(size, whole.Tree));
            for (var i = 0; i < step; i++) log.Append(WholeLog.Entry((int)size + i));
            tiles.Add(log.TakeFiles()); // throws if a file is written twice
            log.TakeFiles().ShouldBeEmpty();
            size += step;
        }
        size.ShouldBe(WholeLog.Size);
        foreach (var (address, bytes) in whole.Tiles.Files) tiles.Files[address].ShouldBe(bytes, address.ToString());
        // At each published size a reader finds what it needs.
        foreach (var published in new[] { 1, 2, 255, 256, 257, 512, 812, 65_812, 65_816, 65_916 })
            Merkle.Root(published, new TileHashReader(tiles, published)).ShouldBe(Merkle.Root(published, whole.Tree));
    }

    [Fact]
    public void A_reader_finds_an_older_size_in_fuller_tiles()
    {
        var full = new MemoryTiles();
        full.Add(whole.Tiles.Files.Where(f => f.Key.IsFull).Select(f => new TileFile(f.Key, f.Value)));
        foreach (var old in new[] { 1, 100, 256, 300, 65_400 })
        {
            Merkle.Root(old, new TileHashReader(full, old)).ShouldBe(Merkle.Root(old, whole.Tree));
            GrowingTiles.Resume(old, full).Root().ShouldBe(Merkle.Root(old, whole.Tree));
        }
    }

    [Fact]
    public void Missing_and_malformed_tiles_are_said_to_be_so()
    {
        var tiles = new MemoryTiles();
        Should.Throw<InvalidDataException>(() => GrowingTiles.Resume(5, tiles));
        tiles.Files[TileAddress.Hashes(0, 0, 5)] = new byte[5 * 32 - 1];
        Should.Throw<InvalidDataException>(() => GrowingTiles.Resume(5, tiles));
        Should.Throw<InvalidDataException>(() => Merkle.Root(5, new TileHashReader(tiles, 5)));
        Should.Throw<ArgumentOutOfRangeException>(() => Reader().Read(0, WholeLog.Size));
    }

    [Fact]
    public void The_checkpoint_with_its_cosignature_opens_with_both_keys()
    {
        VerifierKey.TryParse(WholeLog.LogKey, out var log).ShouldBeTrue();
        VerifierKey.TryParse(WholeLog.WitnessKey, out var witness).ShouldBeTrue();
        var note = whole.SignedCheckpoint();
        Checkpoint.TryOpen(note.Encode(), log!, out var checkpoint).ShouldBeTrue();
        checkpoint.ShouldBe(new Checkpoint(WholeLog.Origin, WholeLog.Size, whole.Log.Root()));
        var check = note.Check([log!, witness!]);
        check.Accepted.ShouldBeTrue();
        check.Signers.Count.ShouldBe(2);
        Cosignature.Time(check.Signers[1].Signature.Bytes.Span).ShouldBe(WholeLog.WitnessedAt);
    }

    [Fact]
    public void A_tlog_proof_of_an_entry_is_read_back_and_includes_only_that_entry()
    {
        var proof = new TlogProof(51_234, MerkleProof.Inclusion(51_234, WholeLog.Size, Reader()), whole.SignedCheckpoint(), "hello"u8.ToArray());
        TlogProof.TryParse(proof.ToString(), out var read).ShouldBeTrue();
        read!.ToString().ShouldBe(proof.ToString());
        read.Extra!.Value.ToArray().ShouldBe("hello"u8.ToArray());
        read.Includes(Merkle.LeafHash(WholeLog.Entry(51_234))).ShouldBeTrue();
        read.Includes(Merkle.LeafHash(WholeLog.Entry(51_235))).ShouldBeFalse();
        (read with { Index = 51_235 }).Includes(Merkle.LeafHash(WholeLog.Entry(51_234))).ShouldBeFalse();
    }
}
