using Probity.Acts.Ids;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Tests.Contests;

public sealed class ContestRulesTests
{
    private static readonly AccountId Settler = Given.Person(4);
    private static readonly HashSet<AccountId> Part = [Given.Officer, Given.Second, Given.Third];

    private static DecisionFacts Contested(AccountId? settler, bool read = false) =>
        Given.Facts(DecisionState.Contested) with { Settler = settler, SettlerReadAt = read ? Given.Now : null };

    [Fact]
    public void Whoever_has_a_seat_or_reads_states_asks_for_a_new_look_and_nobody_else()
    {
        ContestRules.MayAsk(Given.Facts(DecisionState.Released), Given.Second, seesDecisions: false).ShouldBeTrue();
        ContestRules.MayAsk(Given.Facts(DecisionState.Released), Given.Stranger, seesDecisions: true).ShouldBeTrue();
        ContestRules.MayAsk(Given.Facts(DecisionState.Released), Given.Stranger, seesDecisions: false).ShouldBeFalse();
    }

    [Fact]
    public void It_is_for_the_one_who_was_drawn_and_for_others_only_where_nobody_was()
    {
        ContestRules.IsFor(Contested(Settler), Settler, true, Part).ShouldBeTrue();
        ContestRules.IsFor(Contested(Settler), Given.Stranger, true, Part).ShouldBeFalse();
        ContestRules.IsFor(Contested(null), Given.Stranger, true, Part).ShouldBeTrue();
        ContestRules.IsFor(Contested(null), Given.Stranger, false, Part).ShouldBeFalse();
        ContestRules.IsFor(Contested(null), Given.Third, true, Part).ShouldBeFalse();
        ContestRules.IsFor(Contested(Settler) with { State = DecisionState.Upheld }, Settler, true, Part).ShouldBeFalse();
    }

    [Fact]
    public void The_file_is_read_only_after_it_was_opened_to_the_one_who_settles()
    {
        DecisionReading.MayReadFile(Settler, Contested(Settler)).ShouldBeFalse();
        DecisionReading.MayReadFile(Settler, Contested(Settler, read: true)).ShouldBeTrue();
        DecisionReading.MayReadFile(Given.Stranger, Contested(Settler, read: true)).ShouldBeFalse();
        Enum.GetValues<Seat>().ShouldAllBe(seat => !DecisionReading.MayReadOf(Contested(Settler), Settler, seat) && DecisionReading.MayReadOf(Contested(Settler, read: true), Settler, seat));
    }
}
