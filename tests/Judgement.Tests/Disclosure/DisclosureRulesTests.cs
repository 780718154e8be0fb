using Probity.Acts;
using Probity.Judgement.Decisions;
using Probity.Judgement.Disclosure;

namespace Probity.Judgement.Tests.Disclosure;

public sealed class DisclosureRulesTests
{
    private static readonly Reason Why = new("Asked for by the defence, 14 days before the hearing.");

    private static IEnumerable<(string Code, string? Place)> Faults(DecisionState state, string? recipient = "Defence", Reason? reason = null) =>
        DisclosureRules.Faults(state, recipient, reason).Select(refusal => (refusal.Code.Code, refusal.Place));

    [Theory]
    [InlineData(DecisionState.Opened, true), InlineData(DecisionState.ViewCommitted, true), InlineData(DecisionState.Revealed, true), InlineData(DecisionState.Judged, true), InlineData(DecisionState.Disagreed, true)]
    [InlineData(DecisionState.Released, false), InlineData(DecisionState.Contested, false), InlineData(DecisionState.Upheld, false), InlineData(DecisionState.Overturned, false)]
    [InlineData(DecisionState.Refused, false), InlineData(DecisionState.Withdrawn, false), InlineData(DecisionState.Expired, false)]
    public void The_output_stays_sealed_until_the_decision_has_ended(DecisionState state, bool refused) =>
        Faults(state, reason: Why).ShouldBe(refused ? [("judgement.disclosure-too-early", null)] : []);

    [Fact]
    public void It_is_said_to_whom_and_why() =>
        Faults(DecisionState.Released, " ").ShouldBe([("judgement.recipient-missing", "Recipient"), ("acts.reason-missing", "Reason")]);

    [Fact]
    public void A_recipient_fits_on_a_line() =>
        Faults(DecisionState.Released, new string('r', DisclosureRules.LongestRecipient + 1), Why).ShouldBe([("judgement.too-long", "Recipient")]);
}
