using Probity.Registry.Found;

namespace Probity.Registry.Tests.Found;

public sealed class FoundRulesTests
{
    private static readonly DateTimeOffset Found = new(2026, 11, 12, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void There_are_ninety_days_to_authorise_or_stop()
    {
        var due = FoundRules.DueAt(Found, prohibited: false);
        (due - Found).TotalDays.ShouldBe(90);
        FoundRules.Overdue(due, due.AddMilliseconds(-1)).ShouldBeFalse();
        FoundRules.Overdue(due, due).ShouldBeTrue();
    }

    [Fact]
    public void What_the_law_forbids_is_due_at_once() => FoundRules.Overdue(FoundRules.DueAt(Found, prohibited: true), Found).ShouldBeTrue();

    [Fact]
    public void What_was_decided_is_never_overdue() => FoundRules.Overdue(null, DateTimeOffset.MaxValue).ShouldBeFalse();
}
