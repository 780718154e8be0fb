using Probity.Judgement.Decisions;
using Probity.Judgement.Outcomes;

namespace Probity.Judgement.Tests.Outcomes;

public sealed class OutcomeRulesTests
{
    private static readonly DateOnly Opened = new(2026, 9, 4), Today = new(2026, 11, 23);

    private static OutcomeInput Known(CameOfIt? came = CameOfIt.SupportedByOtherEvidence, DateOnly? known = null, string? source = "Laboratory report 114", DateOnly? informed = null) =>
        new(came, known ?? new DateOnly(2026, 9, 17), source, informed);

    private static IEnumerable<(string Code, string? Place)> Faults(OutcomeInput input, DecisionState state = DecisionState.Released, OutcomeInput? newest = null) =>
        OutcomeRules.Faults(input, new OutcomeFacts(state, Opened, Today, newest)).Select(refusal => (refusal.Code.Code, refusal.Place));

    [Theory, InlineData(CameOfIt.SupportedByOtherEvidence), InlineData(CameOfIt.WrongStoppedBefore), InlineData(CameOfIt.WrongAfter), InlineData(CameOfIt.NotPursued), InlineData(CameOfIt.Open)]
    public void Every_answer_is_a_full_answer(CameOfIt came) => Faults(Known(came)).ShouldBeEmpty();

    [Theory]
    [InlineData(DecisionState.Opened, true), InlineData(DecisionState.Revealed, true), InlineData(DecisionState.Judged, true), InlineData(DecisionState.Disagreed, true)]
    [InlineData(DecisionState.Released, false), InlineData(DecisionState.Contested, false), InlineData(DecisionState.Upheld, false), InlineData(DecisionState.Overturned, false)]
    [InlineData(DecisionState.Refused, false), InlineData(DecisionState.Withdrawn, false), InlineData(DecisionState.Expired, false)]
    public void Nothing_is_recorded_before_everyone_has_judged(DecisionState state, bool refused) =>
        Faults(Known(), state).ShouldBe(refused ? [("judgement.outcome-too-early", null)] : []);

    [Fact]
    public void An_empty_form_is_told_everything_at_once() => Faults(new OutcomeInput(null, null, " ")).ShouldBe(
        [("judgement.answer-missing", "Came"), ("judgement.day-missing", "KnownOn"), ("judgement.source-missing", "Source")]);

    [Fact]
    public void Days_lie_between_the_opening_and_today()
    {
        Faults(Known(known: Opened, informed: Today)).ShouldBeEmpty();
        Faults(Known(known: Opened.AddDays(-1), informed: Today.AddDays(1))).ShouldBe([("judgement.before-opening", "KnownOn"), ("judgement.in-the-future", "InformedOn")]);
        Faults(Known(known: Today.AddDays(1), informed: Opened.AddDays(-1))).ShouldBe([("judgement.in-the-future", "KnownOn"), ("judgement.before-opening", "InformedOn")]);
    }

    [Fact]
    public void A_source_can_be_read() => Faults(Known(source: new string('s', OutcomeRules.Longest + 1))).ShouldBe([("judgement.too-long", "Source")]);

    [Fact]
    public void The_same_again_is_no_news_and_anything_else_is()
    {
        Faults(Known(source: " Laboratory report 114 "), newest: Known()).ShouldBe([("judgement.outcome-unchanged", null)]);
        Faults(Known(informed: Today), newest: Known()).ShouldBeEmpty();
        Faults(Known(CameOfIt.WrongAfter), newest: Known()).ShouldBeEmpty();
    }

    [Fact]
    public void It_is_asked_after_30_and_180_days_until_it_is_known()
    {
        var (thirty, later) = (Opened.AddDays(30), Opened.AddDays(180));

        OutcomeRules.Asked(Opened, Opened, null, null).ShouldBe([new FollowUp(thirty, false), new FollowUp(later, false)]);
        OutcomeRules.Asked(Opened, thirty, null, null).ShouldBe([new FollowUp(thirty, true), new FollowUp(later, false)]);
        OutcomeRules.Asked(Opened, later, CameOfIt.Open, thirty).ShouldBe([new FollowUp(later, true)]);
        OutcomeRules.Asked(Opened, thirty, CameOfIt.Open, thirty.AddDays(-1)).ShouldBe([new FollowUp(thirty, true), new FollowUp(later, false)]);
        OutcomeRules.Asked(Opened, later, CameOfIt.NotPursued, Opened).ShouldBeEmpty();
    }
}
