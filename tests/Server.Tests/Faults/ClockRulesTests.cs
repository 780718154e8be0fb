using Probity.Acts.Sequencing;

namespace Probity.Server.Tests.Faults;

public sealed class ClockRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(0, false), InlineData(300, false), InlineData(301, true), InlineData(86_400, true), InlineData(-315_360_000, false)]
    public void A_clock_is_behind_when_it_stands_more_than_five_minutes_before_the_last_signed_state(int seconds, bool behind) => ClockRules.IsBehind(Noon, Noon.AddSeconds(-seconds)).ShouldBe(behind);

    [Fact]
    public void Before_anything_was_signed_no_clock_is_behind() => ClockRules.IsBehind(null, Noon).ShouldBeFalse();

    [Fact]
    public void The_time_of_a_signed_state_never_goes_back()
    {
        ClockRules.SignedAt(null, Noon).ShouldBe(Noon);
        ClockRules.SignedAt(Noon.AddHours(-1), Noon).ShouldBe(Noon);
        ClockRules.SignedAt(Noon.AddHours(1), Noon).ShouldBe(Noon.AddHours(1));
    }
}
