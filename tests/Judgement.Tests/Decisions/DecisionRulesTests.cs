using Probity.Judgement.Decisions;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Tests.Decisions;

public sealed class DecisionRulesTests
{
    private static readonly StepName[] InOrder =
    [
        StepName.Opened, StepName.View, StepName.Revealed, StepName.Judged, StepName.SecondView, StepName.SecondRevealed, StepName.Seconded,
        StepName.ThirdView, StepName.ThirdRevealed, StepName.Adjudicated,
    ];

    /// <summary>Where a decision can be after so many steps, and the one step and seat that may follow.</summary>
    private static readonly (DecisionState State, int Steps, StepName? Next, Seat Seat)[] Path =
    [
        (DecisionState.Opened, 1, StepName.View, Seat.First), (DecisionState.ViewCommitted, 2, StepName.Revealed, Seat.First), (DecisionState.Revealed, 3, StepName.Judged, Seat.First),
        (DecisionState.Judged, 4, StepName.SecondView, Seat.Second), (DecisionState.Judged, 5, StepName.SecondRevealed, Seat.Second), (DecisionState.Judged, 6, StepName.Seconded, Seat.Second),
        (DecisionState.Disagreed, 7, StepName.ThirdView, Seat.Third), (DecisionState.Disagreed, 8, StepName.ThirdRevealed, Seat.Third), (DecisionState.Disagreed, 9, StepName.Adjudicated, Seat.Third),
    ];

    private static readonly DecisionState[] Ended =
        [DecisionState.Released, DecisionState.Contested, DecisionState.Upheld, DecisionState.Overturned, DecisionState.Refused, DecisionState.Withdrawn, DecisionState.Expired];

    [Fact]
    public void In_each_place_exactly_one_person_can_take_exactly_one_step()
    {
        foreach (var place in Path)
        {
            var facts = Given.Facts(place.State, InOrder[..place.Steps]);
            foreach (var person in new[] { Given.Officer, Given.Second, Given.Third, Given.Stranger })
                NextStep.For(facts, person, Given.Now).ShouldBe(person == Given.Of(place.Seat) ? place.Next : null, $"{place.State} after {place.Steps}: {person}");
        }
    }

    [Fact]
    public void Every_other_pair_of_state_and_step_is_refused_whatever_was_taken_before()
    {
        foreach (var state in Enum.GetValues<DecisionState>())
            for (var taken = 0; taken <= InOrder.Length; taken++)
                foreach (var step in Enum.GetValues<StepName>())
                {
                    var seats = Enum.GetValues<Seat>().Where(seat => DecisionRules.MayTake(Given.Facts(state, InOrder[..taken]), step, seat, Given.Of(seat), Given.Now).Count == 0).ToList();
                    var expected = Path.Where(place => place.State == state && place.Steps == taken && place.Next == step).ToList();
                    // The rule itself knows steps and not seats: the gate always asks with the step of the person's own seat.
                    seats.Count.ShouldBe(expected.Count == 0 ? 0 : 3, $"{state} after {taken}: {step}");
                }
    }

    [Fact]
    public void Somebody_else_takes_no_step()
    {
        foreach (var place in Path)
            DecisionRules.MayTake(Given.Facts(place.State, InOrder[..place.Steps]), place.Next!.Value, place.Seat, Given.Stranger, Given.Now).ShouldContain(refusal => refusal.Code == JudgementRefusals.NotYours);
    }

    [Fact]
    public void What_has_ended_moves_no_more()
    {
        foreach (var state in Ended)
            foreach (var step in Enum.GetValues<StepName>())
                DecisionRules.MayTake(Given.Facts(state, InOrder), step, Seat.First, Given.Officer, Given.Now).ShouldContain(refusal => refusal.Code == JudgementRefusals.NotOpenAnyMore, $"{state} {step}");
    }

    [Fact]
    public void A_step_taken_twice_is_refused_as_recorded() =>
        DecisionRules.MayTake(Given.Facts(DecisionState.ViewCommitted, StepName.Opened, StepName.View), StepName.View, Seat.First, Given.Officer, Given.Now).ShouldHaveSingleItem().Code.ShouldBe(JudgementRefusals.AlreadyRecorded);

    [Fact]
    public void The_output_cannot_be_opened_before_the_view()
    {
        var refusal = DecisionRules.MayTake(Given.Facts(DecisionState.Opened, StepName.Opened), StepName.Revealed, Seat.First, Given.Officer, Given.Now).ShouldHaveSingleItem();

        (refusal.Code, refusal.Values["needed"]).ShouldBe((JudgementRefusals.StepOutOfOrder, "View"));
    }

    [Fact]
    public void A_protective_review_follows_the_release() =>
        DecisionRules.MayTake(Given.Facts(DecisionState.Opened, StepName.Opened) with { Mode = ProtocolMode.Protective }, StepName.View, Seat.First, Given.Officer, Given.Now).ShouldHaveSingleItem().Values["needed"].ShouldBe("Released");

    [Fact]
    public void What_was_not_judged_in_time_has_lapsed_at_that_very_moment()
    {
        var facts = Given.Facts(DecisionState.Opened, StepName.Opened);

        facts.StateAt(facts.ExpiresAt.AddTicks(-1)).ShouldBe(DecisionState.Opened);
        facts.StateAt(facts.ExpiresAt).ShouldBe(DecisionState.Expired);
        (facts with { State = DecisionState.Released }).StateAt(facts.ExpiresAt.AddYears(1)).ShouldBe(DecisionState.Released);
        DecisionRules.MayTake(facts, StepName.View, Seat.First, Given.Officer, facts.ExpiresAt).ShouldHaveSingleItem().Code.ShouldBe(JudgementRefusals.NotOpenAnyMore);
    }

    [Fact]
    public void Everyone_has_one_seat_at_most()
    {
        var facts = Given.Facts(DecisionState.Opened);

        (DecisionRules.SeatOf(facts, Given.Officer), DecisionRules.SeatOf(facts, Given.Second), DecisionRules.SeatOf(facts, Given.Third), DecisionRules.SeatOf(facts, Given.Stranger))
            .ShouldBe((Seat.First, Seat.Second, Seat.Third, null));
    }

    [Fact]
    public void Every_lead_gets_a_second_person_and_a_tenth_of_the_rest()
    {
        var protocol = Given.Protocol();
        var ids = Enumerable.Range(0, 10_000).Select(n => new DecisionId(Given.Person(n).Value)).ToList();

        ids.ShouldAllBe(id => DecisionRules.NeedsSecond(id, FinalAnswer.Lead, protocol));
        ids.Count(id => DecisionRules.NeedsSecond(id, FinalAnswer.NoLead, protocol)).ShouldBeInRange(900, 1100);
        ids.ShouldAllBe(id => DecisionRules.NeedsSecond(id, FinalAnswer.NoLead, protocol) == DecisionRules.NeedsSecond(id, FinalAnswer.Insufficient, protocol));
        var alone = protocol with { SecondPerson = false };
        ids.ShouldAllBe(id => !DecisionRules.NeedsSecond(id, FinalAnswer.Lead, alone));
    }

    [Theory]
    [InlineData(StepName.View, false, false, DecisionState.ViewCommitted), InlineData(StepName.Revealed, false, false, DecisionState.Revealed)]
    [InlineData(StepName.Judged, true, false, DecisionState.Judged), InlineData(StepName.Judged, false, false, DecisionState.Released)]
    [InlineData(StepName.SecondView, false, false, DecisionState.Judged), InlineData(StepName.SecondRevealed, false, false, DecisionState.Judged)]
    [InlineData(StepName.Seconded, false, true, DecisionState.Released), InlineData(StepName.Seconded, false, false, DecisionState.Disagreed)]
    [InlineData(StepName.ThirdView, false, false, DecisionState.Disagreed), InlineData(StepName.ThirdRevealed, false, false, DecisionState.Disagreed), InlineData(StepName.Adjudicated, false, false, DecisionState.Released)]
    public void A_step_leads_to_its_state(StepName step, bool secondNeeded, bool agreed, DecisionState state) => DecisionRules.After(step, secondNeeded, agreed).ShouldBe(state);
}
