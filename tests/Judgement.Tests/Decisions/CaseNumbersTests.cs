using Probity.Judgement.Decisions;

namespace Probity.Judgement.Tests.Decisions;

public sealed class CaseNumbersTests
{
    [Theory]
    [InlineData("PV-2026-00417", "pv202600417")]
    [InlineData("pv 2026/00417", "pv202600417")]
    [InlineData("PV.2026_004:17", "pv202600417")]
    [InlineData("PV–2026–00417", "pv202600417")]
    [InlineData("É-1#2", "É1#2")]
    public void A_number_is_compared_in_lower_case_and_without_signs_between_its_parts(string number, string folded) => CaseNumbers.Fold(number).ShouldBe(folded);

    [Fact]
    public void Signs_that_no_number_has_are_left_out_too() => CaseNumbers.Begun(@"PV\2026\00417").ShouldBe([@"pv\2026\00417", "pv202600417"]);

    [Fact]
    public void Nothing_but_signs_begins_no_number() => CaseNumbers.Begun(" -/ ").ShouldBeEmpty();

    [Theory]
    [InlineData("PV-2026-417", "pv2026417", true)]
    [InlineData("PV-2026-417", "pv202647", true)]
    [InlineData("PV-2026-417", "pv20264170", true)]
    [InlineData("PV-2026-417", "pv2026147", true)]
    [InlineData("PV-2026-417", "vp2026417", true)]
    [InlineData("PV-2026-417", "pv2026418", true)]
    [InlineData("PV-2026-417", "v2026417", true)]
    [InlineData("PV-2026-417", "pv2026528", false)]
    [InlineData("PV-2026-417", "pv202641", true)]
    [InlineData("PV-2026-417", "pv20264", false)]
    [InlineData("P-41", "p42", false)]
    public void One_slip_leads_to_the_neighbours_of_a_number_and_no_further(string typed, string number, bool near) => CaseNumbers.OneSlipFrom(typed).Contains(number).ShouldBe(near);

    [Fact]
    public void A_number_is_too_long_for_slips_before_they_are_too_many() =>
        (CaseNumbers.OneSlipFrom(new string('7', 30)).Count, CaseNumbers.OneSlipFrom(new string('7', 31)).Count).ShouldSatisfyAllConditions(
            counts => counts.Item1.ShouldBeInRange(1, 2_500), counts => counts.Item2.ShouldBe(0));
}
