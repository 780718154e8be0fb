using Probity.Ledger.Tiles;

namespace Probity.Ledger.Tests.Tiles;

public sealed class TileFolderTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("probity-tiles-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(9000)]
    public void What_is_written_is_read_back_and_nothing_is_left_aside(int size)
    {
        var folder = new TileFolder(_path);
        var log = new GrowingTiles();
        for (var i = 0; i < size; i++) log.Append(BitConverter.GetBytes(i));
        var files = log.TakeFiles();
        folder.Write(files);
        foreach (var file in files)
        {
            folder.Read(file.Address).ShouldBe(file.Bytes.ToArray());
            File.Exists(Path.Combine(_path, file.Address.ToString())).ShouldBeTrue();
        }
        Directory.GetFiles(Path.Combine(_path, ".aside")).ShouldBeEmpty();
        GrowingTiles.Resume(size, folder).Root().ShouldBe(log.Root());
        folder.Read(TileAddress.Hashes(5, 0)).ShouldBeNull();
    }

    [Fact]
    public void The_same_bytes_may_be_written_again_but_other_bytes_are_a_fork()
    {
        var folder = new TileFolder(_path);
        var address = TileAddress.Entries(0, 2);
        folder.Write([new TileFile(address, new byte[] { 1, 2 })]);
        folder.Write([new TileFile(address, new byte[] { 1, 2 })]);
        Should.Throw<ForkDetectedException>(() => folder.Write([new TileFile(address, new byte[] { 1, 3 })])).TilePath.ShouldBe(address.ToString());
        Should.Throw<ForkDetectedException>(() => folder.Write([new TileFile(address, new byte[] { 1, 2, 3 })]));
        folder.Read(address).ShouldBe([1, 2]);
    }

    [Fact]
    public void Two_histories_of_one_log_meet_at_their_first_common_file()
    {
        var folder = new TileFolder(_path);
        GrowingTiles one = new(), two = new();
        for (var i = 0; i < 300; i++)
        {
            one.Append(BitConverter.GetBytes(i));
            two.Append(BitConverter.GetBytes(i == 200 ? -1 : i));
        }
        folder.Write(one.TakeFiles());
        Should.Throw<ForkDetectedException>(() => folder.Write(two.TakeFiles())).TilePath.ShouldBe("tile/entries/000");
    }

    [Fact]
    public void The_checkpoint_is_replaced_whole()
    {
        var folder = new TileFolder(_path);
        folder.ReadCheckpoint().ShouldBeNull();
        folder.WriteCheckpoint("one"u8);
        folder.WriteCheckpoint("two, longer"u8);
        folder.ReadCheckpoint().ShouldBe("two, longer"u8.ToArray());
    }

    [Fact]
    public void Partial_files_go_only_when_the_full_one_is_there()
    {
        var folder = new TileFolder(_path);
        folder.Write([new TileFile(TileAddress.Hashes(0, 0, 3), new byte[96])]);
        folder.RemovePartials(TileAddress.Hashes(0, 0)).ShouldBeFalse();
        folder.Read(TileAddress.Hashes(0, 0, 3)).ShouldNotBeNull();
        folder.Write([new TileFile(TileAddress.Hashes(0, 0), new byte[8192])]);
        folder.RemovePartials(TileAddress.Hashes(0, 0)).ShouldBeTrue();
        folder.Read(TileAddress.Hashes(0, 0, 3)).ShouldBeNull();
        folder.Read(TileAddress.Hashes(0, 0)).ShouldNotBeNull();
    }

    [Fact]
    public void What_an_interrupted_writer_left_aside_is_cleared_by_the_next_one_and_not_by_a_reader()
    {
        var left = Path.Combine(_path, ".aside", "1");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        File.WriteAllText(left, "half");
        new TileFolder(_path).Read(TileAddress.Hashes(0, 0, 1)).ShouldBeNull();
        File.Exists(left).ShouldBeTrue();
        var folder = new TileFolder(_path);
        folder.Write([new TileFile(TileAddress.Hashes(0, 0, 1), new byte[32])]);
        folder.Read(TileAddress.Hashes(0, 0, 1))!.Length.ShouldBe(32);
    }
}
