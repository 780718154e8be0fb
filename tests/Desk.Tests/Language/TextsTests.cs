using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Probity.Desk.Language;

namespace Probity.Desk.Tests.Language;

public sealed class TextsTests
{
    [Fact]
    public void The_language_is_that_of_the_request()
    {
        var texts = new Texts(Given.Catalogue(), new Formats(Given.PortVerrin));
        Given.Language("fr");
        texts["sample.plain"].ShouldBe("Trois étapes");
        Given.Language("en");
        texts["sample.plain"].ShouldBe("Three steps");
    }

    [Fact]
    public void A_text_missing_in_Arabic_is_shown_in_English() => Given.Texts("ar")["sample.english-only"].ShouldBe("Only in English");

    [Fact]
    public void A_missing_text_is_a_fault_while_developing() =>
        Should.Throw<MissingTextException>(() => Given.Texts("en")["sample.no-such-text"]).Message.ShouldContain("sample.no-such-text");

    [Fact]
    public void A_missing_text_shows_its_key_in_production() => Given.Texts("en", strict: false)["sample.no-such-text"].ShouldBe("sample.no-such-text");

    [Fact]
    public void A_place_without_a_value_is_a_fault() => Should.Throw<ArgumentException>(() => Given.Texts("en")["sample.place", ("case", "PV-1")]);

    [Fact]
    public void Values_are_formatted_for_the_reader()
    {
        var day = new DateOnly(2026, 11, 22);
        Given.Texts("en")["sample.place", ("case", new Code("PV-2026-04417")), ("date", day)].ShouldBe("Case PV-2026-04417 is due on 22 November 2026");
        Given.Texts("fr")["sample.place", ("case", new Code("PV-2026-04417")), ("date", day)].ShouldBe("Le dossier PV-2026-04417 est attendu le 22 novembre 2026");
        Given.Texts("fr")["sample.rate", ("k", 29), ("n", 18209L)].ShouldBe("29 sur 18\u202F209");
    }

    [Fact]
    public void In_Arabic_plain_text_values_and_codes_are_isolated() =>
        Given.Texts("ar")["sample.place", ("case", new Code("PV-1")), ("date", "x")].ShouldBe("القضية \u2066PV-1\u2069 مستحقة في \u2068x\u2069");

    [Fact]
    public void In_HTML_values_are_encoded_and_isolated() =>
        Html(Given.Texts("en").Html("sample.place", ("case", new Code("PV-1")), ("date", "<b>soon</b>")))
            .ShouldBe("Case <bdi dir=\"ltr\" class=\"p-code\">PV-1</bdi> is due on <bdi>&lt;b&gt;soon&lt;/b&gt;</bdi>");

    [Fact]
    public void A_text_can_carry_a_link_and_emphasis() =>
        Html(Given.Texts("en").Html("sample.link", ("refresh", new Href("/x?a=1&b=2"))))
            .ShouldBe("If nothing changes, <a class=\"govuk-link\" href=\"/x?a=1&amp;b=2\">refresh this page</a>. <strong>Your view</strong> is safe.");

    [Fact]
    public void The_same_text_in_plain_words_drops_link_and_emphasis() =>
        Given.Texts("en")["sample.link", ("refresh", new Href("/x"))].ShouldBe("If nothing changes, refresh this page. Your view is safe.");

    [Theory]
    [InlineData("en", 0, "No judgement waits")]
    [InlineData("en", 1, "One judgement waits")]
    [InlineData("en", 2, "Two judgements wait")]
    [InlineData("en", 5, "5 judgements wait")]
    [InlineData("fr", 2, "Deux appréciations attendent")]
    [InlineData("fr", 12345, "12\u202F345 appréciations attendent")]
    public void A_count_uses_the_words_for_that_number_first(string language, long n, string expected) =>
        Given.Texts(language).Count("sample.wait", n).ShouldBe(expected);

    [Theory]
    [InlineData(3, "\u20683\u2069 أيام")]
    [InlineData(11, "\u206811\u2069 يومًا")]
    [InlineData(100, "\u2068100\u2069 يوم")]
    public void An_English_form_never_stands_in_for_an_Arabic_plural(long n, string expected) =>
        Given.Texts("ar").Count("sample.days", n).ShouldBe(expected);

    [Fact]
    public void Every_text_of_the_desk_exists_in_English_and_French_with_the_same_places()
    {
        var catalogue = Given.Catalogue();
        var english = catalogue.Written("desk", "en");
        var french = catalogue.Written("desk", "fr");
        english.ShouldNotBeEmpty();
        string[] formsOfOneLanguage = [".zero", ".one", ".two", ".few", ".many", ".1", ".2", ".3"];
        foreach (var (key, text) in english)
        {
            french.ShouldContainKey(key);
            TextPattern.Places(french[key]).Except(["n"]).ShouldBe(TextPattern.Places(text).Except(["n"]), key);
        }
        french.Keys.Except(english.Keys).Where(k => !formsOfOneLanguage.Any(f => k.EndsWith(f, StringComparison.Ordinal))).ShouldBeEmpty();
        catalogue.Written("desk", "ar").Keys.Except(english.Keys).Where(k => !formsOfOneLanguage.Any(f => k.EndsWith(f, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void French_texts_of_the_desk_never_break_before_a_double_sign()
    {
        foreach (var (key, text) in Given.Catalogue().Written("desk", "fr"))
        {
            System.Text.RegularExpressions.Regex.IsMatch(text, " [;:!?%»]|« ").ShouldBeFalse($"{key}: {text}");
            text.ShouldNotContain("'", Case.Sensitive, key);
        }
    }

    private static string Html(IHtmlContent content)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(to, HtmlEncoder.Default);
        return to.ToString();
    }
}
