using Probity.Acts.Sequencing;
using Probity.Server.Health;

namespace Probity.Server.Tests.Health;

public sealed class HealthRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_ledger_that_was_signed_within_three_minutes_is_good() => HealthRules.Ledger(Signed(Now.AddMinutes(-2)), Now.AddDays(-1), Now).ShouldBe("good");

    [Fact]
    public void A_ledger_that_was_not_is_late() => HealthRules.Ledger(Signed(Now.AddMinutes(-4)), Now.AddDays(-1), Now).ShouldBe("late");

    [Fact]
    public void After_a_start_it_has_three_minutes_to_sign() => HealthRules.Ledger(Signed(Now.AddDays(-9)), Now.AddMinutes(-2), Now).ShouldBe("good");

    [Fact]
    public void A_ledger_that_never_signed_is_late_too() => HealthRules.Ledger(Signed(null), Now.AddMinutes(-4), Now).ShouldBe("late");

    [Fact]
    public void A_frozen_ledger_says_so() => HealthRules.Ledger(Signed(Now) with { Frozen = "why" }, Now, Now).ShouldBe("frozen");

    [Theory, InlineData(-59, "good"), InlineData(-61, "behind"), InlineData(172_800, "good")]
    public void A_clock_that_stands_before_the_last_signed_state_is_behind(int seconds, string word) => HealthRules.Clock(Now, Now.AddSeconds(seconds)).ShouldBe(word);

    [Theory, InlineData(HealthRules.LeastFree, "good"), InlineData(HealthRules.LeastFree - 1, "full"), InlineData(0, "full")]
    public void A_disk_must_have_room_to_finish_what_was_begun(long free, string word) => HealthRules.Disk(free).ShouldBe(word);

    [Theory, InlineData(4, "good"), InlineData(6, "stuck")]
    public void Timed_work_that_nobody_looks_at_is_stuck(int minutes, string word) => HealthRules.Due(Now.AddMinutes(-minutes), Now).ShouldBe(word);

    private static LedgerState Signed(DateTimeOffset? at) => new(1, 1, 1, 1, null, at, null);
}
