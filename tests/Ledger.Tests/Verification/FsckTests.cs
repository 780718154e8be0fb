using System.Security.Cryptography;
using System.Text;
using Probity.Ledger.Notes;
using Probity.Ledger.Tests.Tiles;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;
using Probity.Ledger.Verification;

namespace Probity.Ledger.Tests.Verification;

public class FsckTests(WholeLog whole) : IClassFixture<WholeLog>
{
    private static readonly VerifierKey Key = VerifierKey.TryParse(WholeLog.LogKey, out var key) ? key : throw new InvalidOperationException();

    /// <summary>The files of the whole log, some of them replaced.</summary>
    private async Task<FsckReport> Check(Dictionary<string, byte[]?> replaced, FsckOptions? options = null)
    {
        var checkpoint = whole.SignedCheckpoint().Encode();
        return await Fsck.Run(path => Task.FromResult(replaced.TryGetValue(path, out var bytes) ? bytes
            : path == "checkpoint" ? checkpoint
            : TileAddress.TryParse(path, out var address) ? whole.Tiles.Read(address) : null), Key, options);
    }

    private byte[] Flipped(string path, int at)
    {
        TileAddress.TryParse(path, out var address).ShouldBeTrue();
        byte[] bytes = [.. whole.Tiles.Files[address]];
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        return bytes;
    }

    private static string[] Faults(FsckReport report) => [.. report.Faults.Select(f => f.ToString())];

    [Fact]
    public async Task An_untouched_log_is_sound()
    {
        var report = await Check([]);
        Faults(report).ShouldBeEmpty();
        report.Sound.ShouldBeTrue();
        report.Entries.ShouldBe(WholeLog.Size);
        report.Checkpoint!.Root.ToHex().ShouldBe(WholeLog.RootHex);
    }

    [Theory]
    [InlineData("tile/entries/000", 9, "EntryChanged tile/entries/000 index 0")]
    [InlineData("tile/entries/200", -1, "EntryChanged tile/entries/200 index 51455")]
    [InlineData("tile/entries/273.p/112", -1, "EntryChanged tile/entries/273.p/112 index 69999")]
    [InlineData("tile/0/000", 0, "HashChanged tile/0/000 index 0")]
    [InlineData("tile/0/100", 32 * 7 + 31, "HashChanged tile/0/100 index 25607")]
    [InlineData("tile/0/273.p/112", 0, "HashChanged tile/0/273.p/112 index 69888")]
    [InlineData("tile/1/000", 32 * 255, "HashChanged tile/1/000 index 255")]
    [InlineData("tile/1/001.p/17", 32 * 16 + 5, "HashChanged tile/1/001.p/17 index 272")]
    [InlineData("tile/2/000.p/1", 3, "HashChanged tile/2/000.p/1 index 0")]
    public async Task One_flipped_bit_is_found_with_its_file_and_index_and_nothing_else_is_blamed(string path, int at, string expected)
    {
        var report = await Check(new() { [path] = Flipped(path, at) });
        Faults(report).ShouldBe([expected]);
        report.Sound.ShouldBeFalse();
    }

    [Fact]
    public async Task A_changed_length_is_named_at_its_first_entry()
    {
        // Entry 256 * 5 + 3: its length is one less, so all that follows is shifted.
        byte[] bundle = [.. whole.Tiles.Files[TileAddress.Entries(5)]];
        var at = Enumerable.Range(1280, 3).Sum(i => 2 + WholeLog.Entry(i).Length);
        bundle[at + 1]--;
        var report = await Check(new() { ["tile/entries/005"] = bundle });
        Faults(report).ShouldBe(["Malformed tile/entries/005 index 1283"]);
    }

    [Theory]
    [InlineData("tile/entries/007")]
    [InlineData("tile/entries/273.p/112")]
    [InlineData("tile/0/007")]
    [InlineData("tile/0/273.p/112")]
    [InlineData("tile/1/000")]
    [InlineData("tile/1/001.p/17")]
    [InlineData("tile/2/000.p/1")]
    public async Task A_missing_and_a_shortened_and_a_lengthened_file_are_found(string path)
    {
        TileAddress.TryParse(path, out var address).ShouldBeTrue();
        var bytes = whole.Tiles.Files[address];
        Faults(await Check(new() { [path] = null })).ShouldBe([$"Missing {path}"]);
        foreach (var changed in new byte[][] { bytes[..^1], [.. bytes, 0], [] })
        {
            var report = await Check(new() { [path] = changed });
            report.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Kind.ShouldBe(FsckFaultKind.Malformed), f => f.File.ShouldBe(path));
        }
    }

    [Fact]
    public async Task Several_faults_are_all_reported_in_the_order_of_the_log()
    {
        var report = await Check(new()
        {
            ["tile/entries/100"] = Flipped("tile/entries/100", -1),
            ["tile/0/003"] = Flipped("tile/0/003", 64),
            ["tile/1/001.p/17"] = Flipped("tile/1/001.p/17", 0),
        });
        Faults(report).ShouldBe(["HashChanged tile/0/003 index 770", "EntryChanged tile/entries/100 index 25855", "HashChanged tile/1/001.p/17 index 256"]);
    }

    [Fact]
    public async Task An_entry_changed_together_with_every_tile_above_it_still_betrays_itself_by_the_root()
    {
        var forged = new GrowingTiles();
        for (var i = 0; i < WholeLog.Size; i++) forged.Append(i == 33_333 ? "another entry"u8 : WholeLog.Entry(i));
        var replaced = forged.TakeFiles().ToDictionary(f => f.Address.ToString(), f => (byte[]?)f.Bytes.ToArray());
        Faults(await Check(replaced)).ShouldBe(["RootDiffers checkpoint"]);
    }

    [Fact]
    public async Task An_entry_changed_together_with_its_leaf_hash_is_seen_one_level_up()
    {
        byte[] bundle = Flipped("tile/entries/050", -1), tile = [.. whole.Tiles.Files[TileAddress.Hashes(0, 50)]];
        Merkle.LeafHash(bundle.AsSpan(^WholeLog.Entry(13_055).Length)).CopyTo(tile.AsSpan(255 * 32));
        var report = await Check(new() { ["tile/entries/050"] = bundle, ["tile/0/050"] = tile });
        Faults(report).ShouldBe(["HashChanged tile/1/000 index 50", "HashChanged tile/2/000.p/1 index 0", "RootDiffers checkpoint"]);
    }

    [Fact]
    public async Task A_checkpoint_that_is_absent_malformed_or_signed_by_another_is_refused()
    {
        Faults(await Check(new() { ["checkpoint"] = null })).ShouldBe(["Missing checkpoint"]);
        Faults(await Check(new() { ["checkpoint"] = "nonsense"u8.ToArray() })).ShouldBe(["Malformed checkpoint"]);
        using var other = NoteSigner.ForLog(WholeLog.Origin, SHA256.HashData("another key"u8));
        var forged = new Checkpoint(WholeLog.Origin, WholeLog.Size, whole.Log.Root()).SignedBy(other).Encode();
        var report = await Check(new() { ["checkpoint"] = forged });
        Faults(report).ShouldBe(["BadSignature checkpoint"]);
        report.Sound.ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_that_fails_is_a_fault_of_the_file_and_a_flood_of_faults_ends_the_check()
    {
        var checkpoint = whole.SignedCheckpoint().Encode();
        var report = await Fsck.Run(path => path == "checkpoint" ? Task.FromResult<byte[]?>(checkpoint) : throw new IOException("disk"), Key, new FsckOptions { MostFaults = 10 });
        report.Complete.ShouldBeFalse();
        report.Faults.Count.ShouldBeLessThanOrEqualTo(10);
        report.Faults[0].ToString().ShouldBe("Unreadable tile/0/000");
    }

    [Fact]
    public async Task Leaves_that_are_no_ledger_entries_are_found_when_asked_for()
    {
        var report = await Check([], new FsckOptions { EntriesOnly = true, MostFaults = 3 });
        Faults(report)[0].ShouldBe("NotAnEntry tile/entries/000 index 0");
        report.Sound.ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_is_checked_and_an_old_size_reads_fuller_tiles()
    {
        var path = Directory.CreateTempSubdirectory("probity-fsck-").FullName;
        try
        {
            var folder = new TileFolder(path);
            folder.Write([.. whole.Tiles.Files.Where(f => f.Key.IsFull).Select(f => new TileFile(f.Key, f.Value))]);
            folder.WriteCheckpoint(whole.SignedCheckpoint(65_400).Encode());
            var report = await Fsck.Run(path, Key);
            Faults(report).ShouldBeEmpty();
            report.Entries.ShouldBe(65_400);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    public async Task Small_and_round_sizes_are_sound(int size)
    {
        var log = new GrowingTiles();
        for (var i = 0; i < size; i++) log.Append(Encoding.ASCII.GetBytes($"{i}"));
        var tiles = new MemoryTiles();
        tiles.Add(log.TakeFiles());
        using var signer = WholeLog.LogSigner();
        var checkpoint = new Checkpoint(WholeLog.Origin, size, log.Root()).SignedBy(signer).Encode();
        var report = await Fsck.Run(path => Task.FromResult(path == "checkpoint" ? checkpoint : TileAddress.TryParse(path, out var a) ? tiles.Read(a) : null), Key);
        Faults(report).ShouldBeEmpty();
        report.Sound.ShouldBeTrue();
        report.Entries.ShouldBe(size);
    }
}
