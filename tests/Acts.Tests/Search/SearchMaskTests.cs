using Probity.Acts.Search;

namespace Probity.Acts.Tests.Search;

public sealed class SearchMaskTests
{
    [Fact]
    public void A_bit_stands_for_each_word_that_is_begun()
    {
        SearchMask.Of(["ona", "face", "off"], ["ona", "officer"], mistyped: false).ShouldBe(0b101);
        SearchMask.Of(["offcier"], ["officer"], mistyped: false).ShouldBe(0);
        SearchMask.Of(["offcier", "4.2"], ["officer", "4.3"], mistyped: true).ShouldBe(0b01);
        SearchMask.Whole(["a", "b", "c"]).ShouldBe(0b111);
    }
}
