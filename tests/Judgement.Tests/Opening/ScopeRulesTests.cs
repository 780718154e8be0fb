using Probity.Judgement.FaceSearch;
using Probity.Judgement.Opening;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Tests.Opening;

public sealed class ScopeRulesTests
{
    private static readonly ScopeLimit FiveYears = new(5, "Act s. 41"), Fourteen = new(14, "Act s. 41");

    private static IEnumerable<(string Code, string? Place, string? Citation)> Outside(Offence? offence, int? age = null, ProtocolMode mode = ProtocolMode.Sealed, ScopeLimit? years = null, ScopeLimit? under = null) =>
        ScopeRules.Outside(offence, new Probe("Camera 2", Given.Now, 74, null, null, false, false, null, age), Given.Protocol() with { Mode = mode, OffenceYears = years, NoChildUnder = under })
            .Select(refusal => (refusal.Code.Code, refusal.Place, refusal.Citation));

    [Theory, InlineData(4, true), InlineData(5, false), InlineData(99, false)]
    public void An_offence_below_the_limit_is_refused_with_the_law_of_the_condition(int years, bool refused) =>
        Outside(new Offence("Theft", years), years: FiveYears).ShouldBe(refused ? [("judgement.offence-below-limit", "offence.maximumYears", "Act s. 41")] : []);

    [Fact]
    public void A_penalty_that_is_not_known_does_not_reach_the_limit()
    {
        Outside(null, years: FiveYears).ShouldBe([("judgement.offence-unknown", "offence.maximumYears", "Act s. 41")]);
        Outside(new Offence("Theft", null), years: FiveYears).ShouldBe([("judgement.offence-unknown", "offence.maximumYears", "Act s. 41")]);
    }

    [Theory, InlineData(13, true), InlineData(14, false), InlineData(null, false)]
    public void Nobody_who_appears_to_be_a_child_is_searched_for(int? age, bool refused) =>
        Outside(null, age, under: Fourteen).ShouldBe(refused ? [("judgement.apparent-child", "probe.apparentAge", "Act s. 41")] : []);

    [Fact]
    public void Protecting_a_life_asks_for_no_offence_and_still_searches_for_no_child() =>
        Outside(null, 9, ProtocolMode.Protective, FiveYears, Fourteen).Select(refusal => refusal.Code).ShouldBe(["judgement.apparent-child"]);

    [Fact]
    public void Where_the_authorisation_sets_no_limit_none_is_asked() => Outside(null, 9).ShouldBeEmpty();

    [Fact]
    public void What_is_wrong_with_the_offence_itself_has_its_place() =>
        ScopeRules.Faults(new Offence(" ", 100)).Select(refusal => (refusal.Code.Code, refusal.Place)).ShouldBe([("judgement.missing", "offence.citation"), ("judgement.out-of-range", "offence.maximumYears")]);
}
