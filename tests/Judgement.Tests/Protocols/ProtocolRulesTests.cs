using System.Text.Json;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Tests.Protocols;

public sealed class ProtocolRulesTests
{
    private static Tightening Condition(string control, string json) => new(control, JsonElement.Parse(json));

    private static Protocol With(params Tightening[] conditions) => ProtocolRules.For(ProtocolMode.Sealed, "enquiries", conditions);

    [Fact]
    public void A_face_search_is_always_critical_and_asks_for_the_whole_floor()
    {
        var floor = With();

        floor.Critical.ShouldBeTrue();
        floor.ReasonCharacters.ShouldBe(80);
        floor.IndependentEvidence.ShouldBe(1);
        floor.Candidates.ShouldBe(10);
        floor.CandidateImageYears.ShouldBe(5);
        (floor.SecondPerson, floor.SecondFromOtherUnit, floor.Certificate).ShouldBe((true, true, true));
        (floor.ControlDrawPercent, floor.SamePairPercent, floor.SettleHours, floor.ReceiptHours).ShouldBe((10, 30, 4, 72));
    }

    [Theory, InlineData("arrest"), InlineData("search"), InlineData("line-up"), InlineData("warrant")]
    public void Coercion_needs_two_independent_items(string action) => ProtocolRules.For(ProtocolMode.Sealed, action, []).IndependentEvidence.ShouldBe(2);

    [Fact]
    public void A_protective_release_waits_for_no_second_person() => ProtocolRules.For(ProtocolMode.Protective, "enquiries", []).SecondPerson.ShouldBeFalse();

    [Fact]
    public void Conditions_tighten()
    {
        var tight = With(
            Condition("C1", """{"reasonCharacters":120}"""), Condition("C2", """{"items":3}"""), Condition("C3", """{"eyeDistancePixels":60,"noInfrared":true}"""),
            Condition("C4", """{"candidates":6,"imageYears":3}"""), Condition("C11", """{"controlDrawPercent":25,"samePairPercent":20}"""), Condition("C12", """{"hours":2}"""), Condition("receipt", """{"hours":24}"""));

        (tight.ReasonCharacters, tight.IndependentEvidence, tight.EyeDistancePixels, tight.InfraredAllowed).ShouldBe((120, 3, 60, false));
        (tight.Candidates, tight.CandidateImageYears, tight.ControlDrawPercent, tight.SamePairPercent).ShouldBe((6, 3, 25, 20));
        (tight.SettleHours, tight.ReceiptHours).ShouldBe((2, 24));
    }

    [Fact]
    public void The_stricter_of_two_conditions_holds_in_either_order()
    {
        var (weak, strong) = (Condition("C3", """{"eyeDistancePixels":40}"""), Condition("C3", """{"eyeDistancePixels":60}"""));

        With(weak, strong).EyeDistancePixels.ShouldBe(60);
        With(strong, weak).EyeDistancePixels.ShouldBe(60);
    }

    [Fact]
    public void A_condition_carries_what_the_law_allows_with_its_citation()
    {
        With().OffenceYears.ShouldBeNull();
        With().NoChildUnder.ShouldBeNull();

        var law = With(Condition("scope", """{"offenceYears":5,"noChildUnder":14,"citation":"Act s. 41"}"""), Condition("scope", """{"offenceYears":3,"noChildUnder":16,"citation":"Order 7"}"""));

        law.OffenceYears.ShouldBe(new ScopeLimit(5, "Act s. 41"));
        law.NoChildUnder.ShouldBe(new ScopeLimit(16, "Order 7"));
    }

    [Theory]
    [InlineData("scope", """{"offenceYears":0,"noChildUnder":-1}"""), InlineData("scope", """{"offenceYears":"five"}"""), InlineData("scope", "[]")]
    [InlineData("C1", """{"reasonCharacters":0}"""), InlineData("C1", """{"reasonCharacters":-5}"""), InlineData("C2", """{"items":0}"""), InlineData("C4", """{"candidates":50,"imageYears":30}""")]
    [InlineData("C11", """{"controlDrawPercent":0,"samePairPercent":100}"""), InlineData("C12", """{"hours":999}"""), InlineData("receipt", """{"hours":0}"""), InlineData("C3", """{"noInfrared":false}""")]
    [InlineData("C1", """{"reasonCharacters":"none"}"""), InlineData("C2", "[]"), InlineData("C99", """{"anything":1}"""), InlineData("C4", """{"candidates":99999999999}""")]
    public void No_condition_can_loosen_the_floor(string control, string parameters) => With(Condition(control, parameters)).ShouldBe(With());

    [Fact]
    public void No_mixture_of_conditions_can_loosen_the_floor()
    {
        var random = new Random(20261123);
        var floor = With();
        string[] names = ["reasonCharacters", "items", "eyeDistancePixels", "candidates", "imageYears", "controlDrawPercent", "samePairPercent", "hours"];
        for (var round = 0; round < 500; round++)
        {
            var drawn = Enumerable.Range(0, 6).Select(_ => Condition(new[] { "C1", "C2", "C3", "C4", "C11", "C12", "receipt" }[random.Next(7)], $$"""{"{{names[random.Next(names.Length)]}}":{{random.Next(-200, 200)}}}""")).ToArray();
            var p = With(drawn);

            (p.ReasonCharacters >= floor.ReasonCharacters && p.IndependentEvidence >= floor.IndependentEvidence && p.EyeDistancePixels >= floor.EyeDistancePixels).ShouldBeTrue();
            (p.Candidates <= floor.Candidates && p.CandidateImageYears <= floor.CandidateImageYears && p.ControlDrawPercent >= floor.ControlDrawPercent).ShouldBeTrue();
            (p.SamePairPercent <= floor.SamePairPercent && p.SettleHours <= floor.SettleHours && p.ReceiptHours <= floor.ReceiptHours && p.SecondPerson).ShouldBeTrue();
        }
    }

    [Theory, InlineData(5, 10), InlineData(30, 30)]
    public void The_independence_window_only_grows(int asked, int minutes) => With(Condition("C11", $$"""{"independenceMinutes":{{asked}}}""")).IndependenceMinutes.ShouldBe(minutes);
}
