using Probity.Ledger.Tiles;

namespace Probity.Ledger.Tests.Tiles;

public class TileAddressTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(3, 999, 17, "tile/3/999.p/17")]
    [InlineData(63, 1000, 255, "tile/63/x001/000.p/255")]
    [InlineData(1, 123456789012, 1, "tile/1/x123/x456/x789/012.p/1")]
    public void Tiles_have_the_paths_of_the_format(int level, long index, int width, string path)
    {
        var address = TileAddress.Hashes(level, index, width);
        address.ToString().ShouldBe(path);
        TileAddress.TryParse(path, out var read).ShouldBeTrue();
        read.ShouldBe(address);
    }

    [Fact]
    public void Bundles_have_their_own_place()
    {
        TileAddress.Entries(1234067, 5).ToString().ShouldBe("tile/entries/x001/x234/067.p/5");
        TileAddress.TryParse("tile/entries/x001/x234/067.p/5", out var read).ShouldBeTrue();
        read.IsEntries.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/00")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/001")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/x001/x001")]
    [InlineData("tile/0/xx01/001")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/1/2")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/8/0/000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/entries/../000")]
    [InlineData("tile/0/000\n")]
    [InlineData(" tile/0/000")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/٠٠٠")]
    public void Any_other_spelling_is_refused(string path) => TileAddress.TryParse(path, out _).ShouldBeFalse();
}
