using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Notes;

public class TlogProofTests
{
    private static readonly string Hash64 = Hash.Sha256("h"u8).ToBase64();
    private static readonly string Valid = $"c2sp.org/tlog-proof@v1\nindex 1\n{Hash64}\n\nlog\n2\n{Hash64}\n\n\u2014 log AAAAAAA=\n";

    [Fact]
    public void A_proof_is_read_and_written_back()
    {
        TlogProof.TryParse(Valid, out var proof).ShouldBeTrue();
        proof!.Index.ShouldBe(1);
        proof.Path.ShouldBe([Hash.Sha256("h"u8)]);
        proof.Checkpoint!.Size.ShouldBe(2);
        proof.Extra.ShouldBeNull();
        proof.ToString().ShouldBe(Valid);
        TlogProof.TryParse(Valid.Replace("index", "extra aGk=\nindex", StringComparison.Ordinal), out proof).ShouldBeTrue();
        proof!.Extra!.Value.ToArray().ShouldBe("hi"u8.ToArray());
    }

    [Theory]
    [InlineData("@v1", "@v2")]
    [InlineData("@v1\n", "@v1\r\n")]
    [InlineData("index 1", "index 01")]
    [InlineData("index 1", "index -1")]
    [InlineData("index 1", "index")]
    [InlineData("index 1", "extra x\nindex 1")]
    [InlineData("index 1", "index 1\nextra aGk=")]
    [InlineData("index 1\n", "index 1\nAAAA\n")]
    [InlineData("AAAAAAA=\n", "AAAAAAA=")]
    [InlineData("AAAAAAA=\n", "\ud800AAAAAAA=\n")]
    [InlineData("c2sp", " c2sp")]
    public void Any_other_text_is_refused(string from, string to) => TlogProof.TryParse(Valid.Replace(from, to, StringComparison.Ordinal), out _).ShouldBeFalse();

    [Fact]
    public void Every_truncation_and_a_path_without_end_are_refused()
    {
        for (var i = 0; i < Valid.Length; i++) TlogProof.TryParse(Valid.AsSpan(0, i), out _).ShouldBeFalse();
        TlogProof.TryParse(Valid.Replace("index 1\n", "index 1\n" + string.Concat(Enumerable.Repeat(Hash64 + "\n", 63)), StringComparison.Ordinal), out _).ShouldBeFalse();
    }
}
