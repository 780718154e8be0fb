using System.Security.Cryptography;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Notes;

public class CheckpointTests
{
    private static readonly Hash Root = Hash.Sha256("root"u8);

    [Fact]
    public void A_checkpoint_is_three_lines_and_is_read_back()
    {
        var checkpoint = new Checkpoint("log.example/1", 42, Root);
        checkpoint.ToString().ShouldBe($"log.example/1\n42\n{Root.ToBase64()}\n");
        Checkpoint.TryParse(checkpoint.ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(checkpoint);
        Checkpoint.TryParse(checkpoint + "an extension\n", out read).ShouldBeTrue();
        read.ShouldBe(checkpoint);
    }

    [Theory]
    [InlineData("log\n042\n{0}\n")]
    [InlineData("log\n+42\n{0}\n")]
    [InlineData("log\n42\0\n{0}\n")]
    [InlineData("log\n-1\n{0}\n")]
    [InlineData("log\n 42\n{0}\n")]
    [InlineData("log\n\n{0}\n")]
    [InlineData("log\n9223372036854775808\n{0}\n")]
    [InlineData("log\n42\n{0}")]
    [InlineData("log\n42\n{0}=\n")]
    [InlineData("log\n42\nAAAA\n")]
    [InlineData("log\n42\n")]
    [InlineData("\n42\n{0}\n")]
    [InlineData("log\n42\n{0}\n\n")]
    [InlineData("log\n42\n{0}\n\nx\n")]
    public void A_malformed_checkpoint_is_refused(string text) => Checkpoint.TryParse(text.Replace("{0}", Root.ToBase64(), StringComparison.Ordinal), out _).ShouldBeFalse();

    [Fact]
    public void Only_the_log_of_that_origin_opens_it()
    {
        using var log = NoteSigner.ForLog("log.example/1", SHA256.HashData("1"u8));
        using var other = NoteSigner.ForLog("log.example/2", SHA256.HashData("2"u8));
        var note = new Checkpoint("log.example/1", 1, Root).SignedBy(log);
        Checkpoint.TryOpen(note.Encode(), log.Key, out _).ShouldBeTrue();
        Checkpoint.TryOpen(note.Encode(), other.Key, out _).ShouldBeFalse();
        // Another log signs the first log's checkpoint: the signature is good, the origin is not its own.
        Checkpoint.TryOpen(other.Sign(note, default).Encode(), other.Key, out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new Checkpoint("log.example/1", 1, Root).SignedBy(other));
    }
}
