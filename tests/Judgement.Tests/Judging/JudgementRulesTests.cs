using Probity.Judgement.FaceSearch;
using Probity.Judgement.Judging;
using Probity.Judgement.Views;

namespace Probity.Judgement.Tests.Judging;

public sealed class JudgementRulesTests
{
    private static readonly string Why = new('w', 40);

    private static IEnumerable<(string Code, string? Place)> Faults(FinalJudgement judgement, OwnView? view = null, string action = "enquiries", int items = 2, int candidates = 6) =>
        JudgementRules.Faults(judgement, view ?? Given.View(), Given.Protocol(action), [.. Enumerable.Range(0, items).Select(n => Given.Item("e" + n))], candidates).Select(refusal => (refusal.Code.Code, refusal.Place));

    private static FinalJudgement Says(FinalAnswer? answer, int? candidate = null, string? why = null) => new(answer, candidate, Sureness.Sure, why);

    [Theory]
    [InlineData(ViewAnswer.NamedPerson, FinalAnswer.Lead, 1), InlineData(ViewAnswer.NoOneKnown, FinalAnswer.NoLead, null), InlineData(ViewAnswer.Insufficient, FinalAnswer.Insufficient, null)]
    public void Keeping_ones_view_needs_no_further_word(ViewAnswer view, FinalAnswer final, int? candidate) =>
        Faults(Says(final, candidate), Given.View(view, view == ViewAnswer.NamedPerson ? "G-1" : null)).ShouldBeEmpty();

    [Fact]
    public void Every_change_asks_for_a_reason_in_whichever_direction()
    {
        foreach (var view in Enum.GetValues<ViewAnswer>())
            foreach (var final in Enum.GetValues<FinalAnswer>())
            {
                int? candidate = final == FinalAnswer.Lead ? 1 : null;
                var own = Given.View(view);
                if (!JudgementRules.Changed(own, final)) continue;
                Faults(Says(final, candidate), own).ShouldBe([("judgement.why-changed-missing", "WhyChanged")], $"{view} to {final}");
                Faults(Says(final, candidate, Why[..39]), own).ShouldBe([("judgement.reasons-too-short", "WhyChanged")]);
                Faults(Says(final, candidate, Why), own).ShouldBeEmpty();
            }
    }

    [Fact]
    public void Three_of_nine_pairs_keep_the_view() =>
        Enum.GetValues<ViewAnswer>().SelectMany(view => Enum.GetValues<FinalAnswer>().Select(final => JudgementRules.Changed(Given.View(view), final))).Count(changed => !changed).ShouldBe(3);

    [Fact]
    public void An_empty_judgement_is_told_everything_that_is_missing() =>
        Faults(new FinalJudgement(null, null, null, null)).ShouldBe([("judgement.answer-missing", "Answer"), ("judgement.sureness-missing", "Sureness")]);

    [Theory, InlineData(null, "judgement.candidate-missing"), InlineData(0, "judgement.candidate-unknown"), InlineData(7, "judgement.candidate-unknown"), InlineData(-1, "judgement.candidate-unknown")]
    public void A_lead_names_a_candidate_of_the_page(int? candidate, string code) => Faults(Says(FinalAnswer.Lead, candidate, Why)).ShouldBe([(code, "Candidate")]);

    [Fact]
    public void Only_a_lead_names_a_candidate() => Faults(Says(FinalAnswer.NoLead, 2, Why)).ShouldBe([("judgement.candidate-unknown", "Candidate")]);

    [Theory, InlineData("enquiries", 1, true), InlineData("enquiries", 0, false), InlineData("arrest", 1, false), InlineData("arrest", 2, true), InlineData("line-up", 1, false)]
    public void A_lead_stands_on_evidence_that_is_not_the_AI(string action, int items, bool enough) =>
        Faults(Says(FinalAnswer.Lead, 1, Why), action: action, items: items).Any(fault => fault.Code == "judgement.not-enough-evidence").ShouldBe(!enough);

    [Fact]
    public void No_lead_needs_no_evidence() => Faults(Says(FinalAnswer.Insufficient), items: 0).ShouldBeEmpty();

    [Theory, InlineData("", null), InlineData(null, null), InlineData("2", 2), InlineData("two", 0), InlineData("-1", 0)]
    public void A_chosen_candidate_that_is_no_number_is_refused_by_the_rules(string? typed, int? number) => new JudgementInput { Candidate = typed }.Read().Candidate.ShouldBe(number);
}
