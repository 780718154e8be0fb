using Probity.Acts.Search;

namespace Probity.Acts.Tests.Search;

public sealed class SearchGramsTests
{
    [Theory]
    [InlineData("serach", "search", 1)]
    [InlineData("fase", "face", 1)]
    [InlineData("brigde", "bridge", 1)]
    [InlineData("plat", "plate", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("camera", "camera", 0)]
    public void Slips_of_the_hand_are_counted(string typed, string word, int slips) => SearchGrams.Slips(typed, word).ShouldBe(slips);

    [Fact]
    public void A_short_word_forgives_one_slip_and_a_long_one_two()
    {
        SearchGrams.Near("fase", "face").ShouldBeTrue();
        SearchGrams.Near("fasd", "face").ShouldBeFalse();
        SearchGrams.Near("surveilance", "surveillance").ShouldBeTrue();
        SearchGrams.Near("survelanse", "surveillance").ShouldBeFalse();
    }

    [Fact]
    public void A_word_is_cut_in_pieces_of_three_and_its_beginning_counts() => SearchGrams.Of("face").ShouldBe(["  f", " fa", "ace", "ce ", "fac"]);
}
