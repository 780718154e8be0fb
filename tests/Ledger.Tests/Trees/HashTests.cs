using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Trees;

public class HashTests
{
    [Fact]
    public void A_hash_is_a_value()
    {
        Hash a = Hash.Sha256("a"u8), b = Hash.FromBytes(Hash.Sha256("a"u8).ToArray()), c = Hash.Sha256("b"u8);
        (a == b).ShouldBeTrue();
        (a != c).ShouldBeTrue();
        a.Equals((object)b).ShouldBeTrue();
        a.GetHashCode().ShouldBe(b.GetHashCode());
        for (var i = 0; i < 32; i++)
        {
            var bytes = a.ToArray();
            bytes[i] ^= 1;
            (Hash.FromBytes(bytes) == a).ShouldBeFalse();
        }
    }

    [Fact]
    public void Every_text_form_is_read_back_and_has_one_spelling()
    {
        var hash = Hash.Sha256("abc"u8);
        Hash.TryParseBase64(hash.ToBase64(), out var one).ShouldBeTrue();
        Hash.TryParseBase64Url(hash.ToBase64Url(), out var two).ShouldBeTrue();
        Hash.TryParseHex(hash.ToHex(), out var three).ShouldBeTrue();
        new[] { one, two, three }.ShouldAllBe(h => h == hash);

        // The platform's decoder would take each of these.
        var text = hash.ToBase64();
        Hash.TryParseBase64(" " + text, out _).ShouldBeFalse();
        Hash.TryParseBase64(text + "\n", out _).ShouldBeFalse();
        Hash.TryParseBase64(text.TrimEnd('='), out _).ShouldBeFalse();
        Hash.TryParseBase64(text[..42] + (char)(text[42] + 1) + "=", out _).ShouldBeFalse("unused bits set");
        Hash.TryParseBase64Url(hash.ToBase64Url() + "=", out _).ShouldBeFalse();
        Hash.TryParseHex(hash.ToHex().ToUpperInvariant(), out _).ShouldBeFalse();
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        foreach (var length in new[] { 0, 31, 33, 64 })
        {
            Should.Throw<ArgumentException>(() => Hash.FromBytes(new byte[length]));
            Hash.TryParseBase64(Convert.ToBase64String(new byte[length]), out _).ShouldBeFalse();
        }
    }
}
