using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Tests.Decisions;

/// <summary>Who may read what, as a table: the sealed output and other people's views are the two things this product keeps apart.</summary>
public sealed class DecisionReadingTests
{
    private static Viewer Person(AccountId person, params Right[] rights)
    {
        var viewer = new Viewer();
        viewer.Is(Actor.Person(Given.Agency, person), rights.ToHashSet());
        return viewer;
    }

    [Fact]
    public void A_decision_exists_for_its_people_for_who_opened_it_and_for_readers_of_states()
    {
        var decision = Given.Decision(DecisionState.Judged, Given.Officer, Given.Second, Given.Third, openedBy: Given.Person(7).Value);

        foreach (var person in new[] { Given.Officer, Given.Second, Given.Third, Given.Person(7) }) DecisionReading.MaySee(Person(person), decision).ShouldBeTrue();
        DecisionReading.MaySee(Person(Given.Stranger), decision).ShouldBeFalse();
        DecisionReading.MaySee(Person(Given.Stranger, Right.Judge, Right.JudgeSecond), decision).ShouldBeFalse();
        DecisionReading.MaySee(Person(Given.Stranger, Right.SeeDecisions), decision).ShouldBeTrue();
        DecisionReading.MaySee(new Viewer(), decision).ShouldBeFalse();
    }

    [Theory]
    [InlineData(DecisionState.Opened, Right.Judge, true), InlineData(DecisionState.Opened, Right.JudgeSecond, false), InlineData(DecisionState.Withdrawn, Right.Judge, false), InlineData(DecisionState.Refused, Right.Judge, false)]
    public void A_free_decision_shows_its_evidence_to_officers_who_could_take_it(DecisionState state, Right right, bool shows)
    {
        var free = Given.Decision(state);

        DecisionReading.MayReadEvidence(Person(Given.Stranger, right), free).ShouldBe(shows);
        DecisionReading.MaySee(Person(Given.Stranger, right), free).ShouldBe(shows);
    }

    [Fact]
    public void Reading_states_reads_no_evidence() =>
        DecisionReading.MayReadEvidence(Person(Given.Stranger, Right.SeeDecisions, Right.UseReceipt, Right.SeeActs), Given.Decision(DecisionState.Judged, Given.Officer)).ShouldBeFalse();

    [Theory]
    [InlineData(Seat.First, StepName.Revealed), InlineData(Seat.Second, StepName.SecondRevealed), InlineData(Seat.Third, StepName.ThirdRevealed)]
    public void The_output_is_for_a_person_whose_own_opening_is_recorded_and_for_nobody_else(Seat seat, StepName reveal)
    {
        var others = Enum.GetValues<StepName>().Where(step => step != reveal).ToArray();

        DecisionReading.MayReadOutput(Given.Of(seat), Given.Facts(DecisionState.Released, others)).ShouldBeNull();
        DecisionReading.MayReadOutput(Given.Of(seat), Given.Facts(DecisionState.Revealed, reveal)).ShouldBe(seat);
        DecisionReading.MayReadOutput(Given.Stranger, Given.Facts(DecisionState.Released, Enum.GetValues<StepName>())).ShouldBeNull();
    }

    // Whose words a person may read, as F, S, T for first, second, third, after these steps.
    [Theory]
    [InlineData("View", "F", "S", "T"), InlineData("Judged", "F", "S", "T"), InlineData("SecondView", "F", "S", "T"), InlineData("SecondRevealed", "F", "S", "T")]
    [InlineData("Seconded", "FS", "FS", "T"), InlineData("ThirdView", "FS", "FS", "T"), InlineData("ThirdRevealed", "FS", "FS", "FST"), InlineData("Adjudicated", "FST", "FST", "FST")]
    public void Words_are_shown_to_another_only_when_both_are_bound(string after, string first, string second, string third)
    {
        var steps = Enum.GetValues<StepName>().Where(step => step <= Enum.Parse<StepName>(after)).ToArray();
        var facts = Given.Facts(DecisionState.Judged, steps);

        string Reads(AccountId person) => string.Concat(Enum.GetValues<Seat>().Where(seat => DecisionReading.MayReadOf(facts, person, seat)).Select(seat => "FST"[(int)seat]));
        (Reads(Given.Officer), Reads(Given.Second), Reads(Given.Third), Reads(Given.Stranger)).ShouldBe((first, second, third, ""));
    }
}
