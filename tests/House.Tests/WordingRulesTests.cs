using Probity.Cli.Wording;

namespace Probity.House.Tests;

/// <summary>The rules of writing find what they are for, and leave good sentences alone.</summary>
public sealed class WordingRulesTests
{
    [Theory]
    [InlineData("en", "It's here.", "straight-quote")]
    [InlineData("en", "Well done!", "exclamation")]
    [InlineData("en", "This is a match.", "forbidden-word")]
    [InlineData("en", "The AI decided.", "forbidden-word")]
    [InlineData("en", "The system is unbiased.", "forbidden-word")]
    [InlineData("en", "Please wait.", "forbidden-word")]
    [InlineData("en", "{p} % agreed.", "rate-without-count")]
    [InlineData("en", "See {place", "broken-place")]
    [InlineData("en", "Two  spaces.", "doubled-space")]
    [InlineData("fr", "Pourquoi ?", "space-before-high-sign")]
    [InlineData("fr", "Pourquoi?", "space-before-high-sign")]
    [InlineData("fr", "Motif : aucun", "space-before-colon")]
    [InlineData("fr", "« avis »", "space-in-guillemets")]
    [InlineData("fr", "l'avis", "straight-quote")]
    [InlineData("fr", "L’agent·e signe.", "gender-by-sign")]
    [InlineData("fr", "Votre jugement est consigné.", "forbidden-word")]
    [InlineData("fr", "Enregistrer mon avis", "forbidden-word")]
    [InlineData("ar", "تدويـن", "tatweel")]
    [InlineData("ar", "1 و ٢", "mixed-digits")]
    [InlineData("ar", "نعم, لا", "latin-comma")]
    public void A_fault_is_found(string language, string text, string rule) =>
        WordingRules.Faults("x.y", language, text).Select(fault => fault.Rule).ShouldContain(rule);

    [Theory]
    [InlineData("en", "Record your own view, then open the AI output.")]
    [InlineData("en", "{k} of {n} ({p} %, 95 % interval {lo} to {hi})")]
    [InlineData("en", "The suspected cause is unknown.")]
    [InlineData("fr", "Le jugement humain reste maître\u202F; c’est écrit.")]
    [InlineData("fr", "Motif\u00A0: «\u00A0urgence\u00A0», à 14:05, voir https://agency.example")]
    [InlineData("ar", "هذا الرابط مخصص لـ {name}.")]
    public void A_good_sentence_passes(string language, string text) =>
        WordingRules.Faults("x.y", language, text).ShouldBeEmpty();

    [Fact]
    public void A_sentence_of_more_than_thirty_five_words_is_too_long() =>
        WordingRules.Faults("x.y", "en", string.Join(' ', Enumerable.Repeat("word", 36)) + ".").ShouldHaveSingleItem().Rule.ShouldBe("sentence-too-long");

    [Fact]
    public void What_one_language_lacks_or_says_otherwise_is_found()
    {
        var english = new Dictionary<string, string> { ["r.a"] = "One {place}", ["r.b"] = "Two", ["r.n.one"] = "One", ["r.n.other"] = "{n} of them" };
        var french = new Dictionary<string, string> { ["r.a"] = "Un {lieu}", ["r.c"] = "Trois", ["r.n.other"] = "{n} fois", ["r.n.many"] = "{n} de fois" };
        TextsCheck.Faults("r", "fr", english, french).Select(fault => (fault.Key, fault.Rule)).ShouldBe([("r.a", "places-differ"), ("r.c", "not-in-english"), ("r.b", "missing")], ignoreOrder: true);
    }

    [Fact]
    public void A_partial_language_is_not_asked_for_the_rest()
    {
        var english = new Dictionary<string, string> { ["r.a"] = "One", ["r.b"] = "Two" };
        TextsCheck.Faults("r", "ar", english, new Dictionary<string, string> { ["r.a"] = "واحد" }).ShouldBeEmpty();
    }
}
