using System.Text;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Entries;

public class LedgerEntryTests
{
    private static readonly LedgerEntry Entry = LedgerEntry.Of("judgement.view-committed", new DateTimeOffset(2026, 3, 29, 1, 59, 59, TimeSpan.FromHours(2)),
        EntryHandle.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), Hash.Sha256("act"u8));

    [Fact]
    public void An_entry_is_spelt_in_canonical_JSON_with_the_hour_in_UTC()
    {
        var text = Encoding.UTF8.GetString(Entry.Encode());
        text.ShouldBe($$"""{"c":"{{Hash.Sha256("act"u8).ToBase64Url()}}","h":"AQIDBAUGBwgJCgsMDQ4PEA","k":"judgement.view-committed","t":"2026-03-28T23","v":1}""");
        CanonicalJson.IsCanonical(Entry.Encode()).ShouldBeTrue();
    }

    [Fact]
    public void An_entry_is_read_back_whole()
    {
        LedgerEntry.TryParse(Entry.Encode(), out var read).ShouldBeTrue();
        read.ShouldBe(Entry);
        read!.LeafHash().ShouldBe(Merkle.LeafHash(Entry.Encode()));
    }

    [Theory]
    [InlineData("\"v\":1}", "\"v\":2}")]
    [InlineData("\"v\":1}", "\"v\":1,\"x\":0}")]
    [InlineData("\"v\":1}", "\"v\":1} ")]
    [InlineData("\"v\":1}", "\"v\":1")]
    [InlineData("{\"c\"", " {\"c\"")]
    [InlineData("{\"c\"", "{\"b\":0,\"c\"")]
    [InlineData("T23", "T24")]
    [InlineData("T23", "T23:00")]
    [InlineData("2026-03", "2026-13")]
    [InlineData("judgement.view", "Judgement.view")]
    [InlineData("judgement.view", "judgement view")]
    [InlineData("judgement.view-committed", "")]
    [InlineData("judgement.view-committed", "-a")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEA", "AQIDBAUGBwgJCgsMDQ4PEB")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEA", "AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEA", "AQIDBAUGBwgJCgsMDQ4P")]
    public void A_leaf_that_is_not_exactly_an_entry_is_refused(string from, string to)
    {
        var changed = Entry.ToString().Replace(from, to, StringComparison.Ordinal);
        changed.ShouldNotBe(Entry.ToString());
        LedgerEntry.TryParse(Encoding.UTF8.GetBytes(changed), out _).ShouldBeFalse();
    }

    [Fact]
    public void Any_changed_byte_is_refused_or_another_entry()
    {
        var leaf = Entry.Encode();
        for (var i = 0; i < leaf.Length; i++)
            for (var value = 0; value < 256; value++)
            {
                if (value == leaf[i]) continue;
                byte[] changed = [.. leaf];
                changed[i] = (byte)value;
                if (LedgerEntry.TryParse(changed, out var other))
                {
                    other.ShouldNotBe(Entry);
                    other!.Encode().ShouldBe(changed);
                }
            }
    }

    [Fact]
    public void A_commitment_opens_only_with_its_salt_and_payload()
    {
        byte[] salt = Commitment.NewSalt(), payload = "{\"a\":1}"u8.ToArray();
        var commitment = Commitment.To(salt, payload);
        commitment.ShouldBe(Hash.Sha256([.. "probity.act/v1\n"u8, .. salt, .. payload]));
        Commitment.Opens(commitment, salt, payload).ShouldBeTrue();
        Commitment.Opens(commitment, salt, "{\"a\":2}"u8).ShouldBeFalse();
        Commitment.Opens(commitment, Commitment.NewSalt(), payload).ShouldBeFalse();
        Commitment.Opens(commitment, salt.AsSpan(1), payload).ShouldBeFalse();
        // The border between salt and payload cannot be moved.
        Commitment.Opens(commitment, salt.AsSpan(0, 31), [salt[31], .. payload]).ShouldBeFalse();
    }
}
