using Probity.People.SignIn;

namespace Probity.People.Tests.SignIn;

public class PasswordRulesTests
{
    private static readonly string[] Known = ["Port Verrin Police Service", "port-verrin", "ilva.maren", "Ilva Maren"];

    [Theory]
    [InlineData("correct horse battery"), InlineData("quatre mots pour moi"), InlineData("ثلاث كلمات سرية هنا"), InlineData("ilva eats nine lemons"), InlineData("sunshine over nine quays"), InlineData("839201748261")]
    public void Is_taken(string password) => PasswordRules.Check(password, Known).ShouldBeEmpty();

    [Theory]
    [InlineData("short", "people.password-short")]
    [InlineData("eleven char", "people.password-short")]
    [InlineData("portverrin2026", "people.password-guessable")]
    [InlineData("Ilva.Maren.1984", "people.password-guessable")]
    [InlineData("PoliceService12", "people.password-guessable")]
    [InlineData("aaaaaaaaaaaaaaaa", "people.password-guessable")]
    [InlineData("password12345", "people.password-guessable")]
    [InlineData("1qaz2wsx3edc", "people.password-guessable")]
    [InlineData("Sunshine-2019!", "people.password-guessable")]
    [InlineData("Dragon Monkey 1", "people.password-guessable")]
    [InlineData("sonyericsson", "people.password-guessable")]
    public void Is_refused(string password, string code) => PasswordRules.Check(password, Known).Select(refusal => refusal.Code.Code).ShouldBe([code]);

    [Fact]
    public void Composed_and_decomposed_letters_are_one_password() => PasswordRules.Normal("e\u0301t\u00e9").ShouldBe(PasswordRules.Normal("\u00e9te\u0301"));

    [Theory]
    [InlineData("o1l-23456 789", null), InlineData("OIL23-456AB", "01123456AB"), InlineData("ab cde fghjk", "ABCDEFGHJK"), InlineData("ABCDEFGHJU", null), InlineData("", null)]
    public void A_code_from_paper_is_read_as_it_was_meant(string typed, string? code) => SheetCodes.Normal(typed).ShouldBe(code);
}
