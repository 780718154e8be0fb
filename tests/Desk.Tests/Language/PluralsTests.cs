using Probity.Desk.Language;

namespace Probity.Desk.Tests.Language;

public sealed class PluralsTests
{
    /// <summary>The integer samples of CLDR's own plural table (supplemental/plurals.xml), bounds included.</summary>
    [Theory]
    [InlineData("en", "one", 1)]
    [InlineData("en", "other", 0, 2, 3, 16, 100, 1_000, 1_000_000)]
    [InlineData("fr", "one", 0, 1)]
    [InlineData("fr", "many", 1_000_000, 2_000_000, 45_000_000)]
    [InlineData("fr", "other", 2, 17, 100, 1_000, 10_000, 100_000, 1_000_001, 1_500_000)]
    [InlineData("ar", "zero", 0)]
    [InlineData("ar", "one", 1)]
    [InlineData("ar", "two", 2)]
    [InlineData("ar", "few", 3, 10, 103, 110, 1_003)]
    [InlineData("ar", "many", 11, 26, 99, 111, 1_011)]
    [InlineData("ar", "other", 100, 102, 200, 202, 300, 1_000, 1_000_000)]
    public void Numbers_take_the_form_that_CLDR_gives_them(string language, string form, params int[] numbers)
    {
        foreach (var n in numbers) Plurals.Category(language, n).ShouldBe(form, $"{n} in {language}");
    }
}
