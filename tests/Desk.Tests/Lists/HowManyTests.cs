using Probity.Desk.Lists;

namespace Probity.Desk.Tests.Lists;

public sealed class HowManyTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(10_000, 10_000, false)]
    [InlineData(10_001, 10_000, true)]
    public void A_number_is_exact_or_says_that_there_are_more(long counted, long number, bool more) => HowMany.Of(counted).ShouldBe(new HowMany(number, more));
}
