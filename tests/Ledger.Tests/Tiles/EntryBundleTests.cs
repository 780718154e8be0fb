using Probity.Ledger.Tiles;

namespace Probity.Ledger.Tests.Tiles;

public class EntryBundleTests
{
    private static readonly ReadOnlyMemory<byte>[] Entries = [new byte[] { 1, 2, 3 }, ReadOnlyMemory<byte>.Empty, new byte[EntryBundle.MaxEntrySize]];

    [Fact]
    public void Entries_of_every_length_come_back()
    {
        var bundle = EntryBundle.Encode(Entries);
        bundle[..5].ShouldBe([0, 3, 1, 2, 3]);
        EntryBundle.Decode(bundle, 3, out var read).ShouldBe(BundleFault.None);
        read.Select(e => e.Length).ShouldBe([3, 0, 65535]);
        read[0].ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Each_fault_is_named()
    {
        var bundle = EntryBundle.Encode(Entries[..2]);
        EntryBundle.Decode(bundle, 3, out var read).ShouldBe(BundleFault.TooFewEntries);
        read.Count.ShouldBe(2);
        EntryBundle.Decode(bundle, 1, out _).ShouldBe(BundleFault.TrailingBytes);
        EntryBundle.Decode(bundle, 0, out _).ShouldBe(BundleFault.TrailingBytes);
        EntryBundle.Decode(bundle.AsMemory(0, 6), 2, out _).ShouldBe(BundleFault.Truncated);
        EntryBundle.Decode(bundle.AsMemory(0, 4), 1, out _).ShouldBe(BundleFault.Truncated);
        EntryBundle.Decode(new byte[] { 0 }, 1, out _).ShouldBe(BundleFault.Truncated);
        EntryBundle.Decode(ReadOnlyMemory<byte>.Empty, 0, out _).ShouldBe(BundleFault.None);
        Should.Throw<ArgumentOutOfRangeException>(() => EntryBundle.Encode([new byte[EntryBundle.MaxEntrySize + 1]]));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            for (var at = 0; at < bytes.Length; at += 3) bytes[at] = 0;
            EntryBundle.Decode(bytes, random.Next(5), out var entries);
            entries.Sum(e => e.Length).ShouldBeLessThanOrEqualTo(bytes.Length);
        }
    }
}
