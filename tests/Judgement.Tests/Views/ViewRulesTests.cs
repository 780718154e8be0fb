using Probity.Judgement.FaceSearch;
using Probity.Judgement.Views;

namespace Probity.Judgement.Tests.Views;

public sealed class ViewRulesTests
{
    private static IEnumerable<(string Code, string? Place)> Faults(OwnView view) => ViewRules.Faults(view, Given.Protocol()).Select(refusal => (refusal.Code.Code, refusal.Place));

    [Theory, InlineData(ViewAnswer.NamedPerson, "G-1"), InlineData(ViewAnswer.NoOneKnown, null), InlineData(ViewAnswer.Insufficient, null)]
    public void All_three_answers_are_full_answers(ViewAnswer answer, string? person) => Faults(Given.View(answer, person)).ShouldBeEmpty();

    [Fact]
    public void An_empty_view_is_told_everything_that_is_missing_at_once() =>
        Faults(new OwnView(null, null, null, null, null, Given.NoFacts)).ShouldBe(
            [("judgement.answer-missing", "Answer"), ("judgement.reasons-too-short", "Reasons"), ("judgement.opposite-missing", "Against"), ("judgement.sureness-missing", "Sureness")]);

    [Fact]
    public void A_named_person_has_a_name_and_the_others_have_none()
    {
        Faults(Given.View(ViewAnswer.NamedPerson)).ShouldBe([("judgement.name-missing", "NamedPerson")]);
        Faults(Given.View(ViewAnswer.NoOneKnown, "G-1")).ShouldBe([("judgement.name-unwanted", "NamedPerson")]);
    }

    [Theory, InlineData(79, true), InlineData(80, false)]
    public void Reasons_have_a_least_length(int length, bool refused) => Faults(Given.View() with { Reasons = new string('a', length) }).Any().ShouldBe(refused);

    [Fact]
    public void Characters_are_counted_as_a_person_counts_them()
    {
        ViewRules.Length("  " + string.Concat(Enumerable.Repeat("é", 3)) + " \n").ShouldBe(3);
        ViewRules.Length("👩‍🚒").ShouldBe(1);
        ViewRules.Length(null).ShouldBe(0);
        Faults(Given.View() with { Reasons = new string(' ', 100) }).Select(fault => fault.Code).ShouldBe(["judgement.reasons-too-short"]);
    }

    [Fact]
    public void Nothing_may_be_longer_than_can_be_read() =>
        Faults(Given.View() with { Reasons = new string('a', ViewRules.Longest + 1), Against = new string('a', ViewRules.Longest + 1) }).ShouldBe([("judgement.too-long", "Reasons"), ("judgement.too-long", "Against")]);

    [Fact]
    public void Fixed_facts_are_ranges_the_right_way_round_and_whole()
    {
        FixedFacts facts(int? h1, int? h2, int? a1, int? a2) => new(h1, h2, a1, a2, [], null);
        IEnumerable<(string, string?)> of(FixedFacts fixedFacts) => Faults(Given.View() with { Facts = fixedFacts });

        of(facts(183, 189, 20, 30)).ShouldBeEmpty();
        of(facts(183, 183, null, null)).ShouldBeEmpty();
        of(facts(183, null, null, 30)).ShouldBe([("judgement.missing", "HeightToCm"), ("judgement.missing", "AgeFrom")]);
        of(facts(190, 183, 40, 30)).ShouldBe([("judgement.range-reversed", "HeightFromCm"), ("judgement.range-reversed", "AgeFrom")]);
        of(facts(10, 300, -1, 130)).Select(fault => fault.Item2).ShouldBe(["HeightFromCm", "HeightToCm", "AgeFrom", "AgeTo"]);
        of(Given.NoFacts with { Marks = [.. Enumerable.Repeat("m", 11)] }).ShouldBe([("judgement.too-long", "Marks")]);
    }

    [Fact]
    public void What_is_typed_becomes_a_view_and_what_is_no_number_is_refused_at_its_place()
    {
        var (view, unreadable) = new ViewInput { Answer = "Insufficient", Reasons = " because ", Sureness = "Sure", HeightFromCm = " 183 ", HeightToCm = "1,89", Marks = "scar \n\n tattoo", Basis = " " }.Read();

        (view.Answer, view.Sureness, view.Facts.HeightFromCm, view.Facts.HeightToCm, view.Facts.Basis).ShouldBe((ViewAnswer.Insufficient, Sureness.Sure, 183, null, null));
        view.Facts.Marks.ShouldBe(["scar", "tattoo"]);
        unreadable.ShouldHaveSingleItem().Place.ShouldBe("HeightToCm");
    }

    [Theory, InlineData("Lead"), InlineData("7"), InlineData(""), InlineData(null)]
    public void A_word_that_is_no_answer_is_none(string? typed) => new ViewInput { Answer = typed }.Read().View.Answer.ShouldBeNull();
}
