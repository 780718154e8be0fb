using Probity.Acts.Search;

namespace Probity.Acts.Tests.Search;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Lecture de plaques au PORT", "lecture de plaques au port")]
    [InlineData("Évaluation – garde à vue", "evaluation garde a vue")]
    [InlineData("  PV-AI-007 ", "pv ai 007")]
    [InlineData("النص العربي", "النص العربي")]
    [InlineData("", "")]
    public void Words_are_found_without_case_accents_and_signs(string text, string folded) => SearchWords.Fold(text).ShouldBe(folded);

    [Fact]
    public void What_is_asked_is_cut_into_at_most_eight_words()
    {
        SearchWords.Terms("one two  TWO three four five six seven eight nine").ShouldBe(["one", "two", "three", "four", "five", "six", "seven", "eight"]);
        SearchWords.Terms(" \"* -").ShouldBeEmpty();
    }
}
