using Probity.Acts.Ids;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests.Live;

public sealed class UseRulesTests
{
    private static readonly DateTimeOffset From = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2027, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 20, 0, TimeSpan.Zero);

    private static LiveUse AUse(UseState state, bool authorised = true) => new(
        new UseId(Guid.NewGuid()), new AgencyId(Guid.NewGuid()), "PV-AI-007", "Face search", state, 1, null, ["face-search-lead"], RiskClass.High,
        "FaceLink", "4.2", new SystemVersionId(Guid.NewGuid()),
        authorised ? new GrantedAuthorisation(new AuthorisationId(Guid.NewGuid()), "00", new AccountId(Guid.NewGuid()), "Deputy Chief Nadim Roe", From, Until, []) : null,
        Rule: "MR-PDA s. 44(2)");

    private static string[] Why(LiveUse use, string kind = "face-search-lead", DateTimeOffset? at = null) =>
        [.. UseRules.MayRun(use, kind, at ?? Now).Select(refusal => refusal.Code.Code["registry.".Length..])];

    [Theory]
    [InlineData(UseState.Idea, false, "not-authorised")]
    [InlineData(UseState.FoundInUse, false, "found-only,not-authorised")]
    [InlineData(UseState.Paused, false, "paused-use,not-authorised")]
    [InlineData(UseState.Assessed, false, "not-authorised")]
    [InlineData(UseState.Authorised, true, "not-begun")]
    [InlineData(UseState.InOperation, true, "")]
    [InlineData(UseState.InOperation, false, "not-authorised")]
    [InlineData(UseState.Suspended, true, "suspended-use")]
    [InlineData(UseState.Suspended, false, "suspended-use,not-authorised")]
    [InlineData(UseState.Ended, true, "ended-use")]
    [InlineData(UseState.Refused, false, "refused-use")]
    public void Each_state_says_why_nothing_may_run(UseState state, bool authorised, string expected) =>
        string.Join(',', Why(AUse(state, authorised))).ShouldBe(expected);

    [Fact]
    public void Every_reason_is_said_and_not_only_the_first() =>
        Why(AUse(UseState.Suspended), "custody-risk", Until).ShouldBe(["suspended-use", "lapsed", "kind-not-covered"]);

    [Fact]
    public void An_authorisation_stops_by_itself_at_its_end_and_not_a_moment_later()
    {
        Why(AUse(UseState.InOperation), at: Until.AddMilliseconds(-1)).ShouldBeEmpty();
        Why(AUse(UseState.InOperation), at: Until).ShouldBe(["lapsed"]);
        Why(AUse(UseState.InOperation), at: From.AddMilliseconds(-1)).ShouldBe(["not-yet"]);
        Why(AUse(UseState.InOperation), at: From).ShouldBeEmpty();
    }

    [Fact]
    public void Each_reason_cites_the_rule_of_the_agency() =>
        UseRules.MayRun(AUse(UseState.Suspended), "custody-risk", Until).ShouldAllBe(refusal => refusal.Citation == "MR-PDA s. 44(2)");

    [Fact]
    public void A_kind_of_decision_is_covered_only_by_its_exact_name() =>
        Why(AUse(UseState.InOperation), "Face-Search-Lead").ShouldBe(["kind-not-covered"]);
}
