using System.Text.RegularExpressions;

namespace Probity.Cli.Wording;

/// <summary>A fault of one text in one language.</summary>
public sealed record WordingFault(string Key, string Language, string Rule, string Detail);

/// <summary>
/// Rules about a text that need nothing but the text. Typography: French spaces and apostrophes as the Imprimerie nationale sets them
/// (narrow no-break before ; ! ? %, no-break before : and inside guillemets). Length: the limits of plain language for governance readers,
/// the most generous audience; shorter limits for others are a matter of review.
/// </summary>
public static partial class WordingRules
{
    /// <summary>Words in one sentence; French runs about 15 % longer than English for the same thought.</summary>
    public static int LongestSentence(string language) => language == "fr" ? 40 : 35;

    public static IEnumerable<WordingFault> Faults(string key, string language, string text)
    {
        foreach (var (rule, pattern) in Patterns(language))
            foreach (Match match in pattern.Matches(WithoutPlaces(text)))
                yield return new(key, language, rule, Around(WithoutPlaces(text), match));
        foreach (var word in ForbiddenWords.In(language))
            foreach (Match match in word.Pattern.Matches(text))
                yield return new(key, language, "forbidden-word", $"{match.Value} -> {word.Instead}");
        foreach (var sentence in Sentences().Split(text))
        {
            var words = Words().Count(sentence);
            if (words > LongestSentence(language)) yield return new(key, language, "sentence-too-long", $"{words}: {sentence.Trim()}");
        }
        if (RateOfOnePlace().Match(text) is { Success: true } rate && Places().Count(text) < 3)
            yield return new(key, language, "rate-without-count", rate.Value);
        if (Places().Replace(text, "") is var rest && rest.AsSpan().IndexOfAny('{', '}') >= 0)
            yield return new(key, language, "broken-place", text);
    }

    private static (string Rule, Regex Pattern)[] Patterns(string language) => language switch
    {
        "fr" =>
        [
            ("space-before-high-sign", FrenchHighSign()), ("space-before-colon", FrenchColon()), ("space-in-guillemets", FrenchGuillemets()),
            ("straight-quote", StraightQuote()), ("gender-by-sign", FrenchGenderSign()), ("exclamation", Exclamation()), ("doubled-space", DoubledSpace()),
        ],
        "ar" => [("mixed-digits", MixedDigits()), ("tatweel", Tatweel()), ("latin-comma", LatinPause()), ("doubled-space", DoubledSpace())],
        _ => [("straight-quote", StraightQuote()), ("exclamation", Exclamation()), ("doubled-space", DoubledSpace())],
    };

    /// <summary>The name of a place is code, so rules of writing do not apply to it.</summary>
    private static string WithoutPlaces(string text) => LinkTarget().Replace(Places().Replace(text, "x"), "]");

    private static string Around(string text, Match match)
    {
        var from = Math.Max(0, match.Index - 15);
        return text[from..Math.Min(text.Length, match.Index + match.Length + 15)];
    }

    [GeneratedRegex(@"\{[A-Za-z][A-Za-z0-9-]*\}")]
    private static partial Regex Places();

    [GeneratedRegex(@"\]\([A-Za-z][A-Za-z0-9-]*\)")]
    private static partial Regex LinkTarget();

    /// <summary>; ! ? % must follow U+202F, unless another such sign, a bracket or a quotation mark precedes.</summary>
    [GeneratedRegex(@"[^\u202F!?…(«“/=&][;!?%]")]
    private static partial Regex FrenchHighSign();

    /// <summary>A colon follows U+00A0; clock times, addresses and ratios have a digit or slash behind it.</summary>
    [GeneratedRegex(@"[^\u00A0](?<![a-z]):(?![\d/])|[^\u00A0]:(?=\s)|[^\u00A0]:$")]
    private static partial Regex FrenchColon();

    [GeneratedRegex(@"«[^\u00A0]|[^\u00A0]»")]
    private static partial Regex FrenchGuillemets();

    [GeneratedRegex(@"['""]")]
    private static partial Regex StraightQuote();

    [GeneratedRegex(@"\p{L}·\p{L}|\p{L}\((?:e|ne|trice|euse)s?\)")]
    private static partial Regex FrenchGenderSign();

    [GeneratedRegex("!")]
    private static partial Regex Exclamation();

    [GeneratedRegex(@"[ \u00A0\u202F]{2,}")]
    private static partial Regex DoubledSpace();

    [GeneratedRegex(@"[0-9](?=.*[\u0660-\u0669])|[\u0660-\u0669](?=.*[0-9])")]
    private static partial Regex MixedDigits();

    /// <summary>Stretching a word; a particle that stands before a name in other letters keeps its sign.</summary>
    [GeneratedRegex("\u0640(?! )")]
    private static partial Regex Tatweel();

    [GeneratedRegex(@"\p{IsArabic}[,;?]")]
    private static partial Regex LatinPause();

    [GeneratedRegex(@"(?<=[.?…!])\s+|\n")]
    private static partial Regex Sentences();

    [GeneratedRegex(@"[\p{L}\p{N}{][\p{L}\p{N}{}’'\-]*")]
    private static partial Regex Words();

    [GeneratedRegex(@"\{[A-Za-z][A-Za-z0-9-]*\}[\u00A0\u202F ]?%")]
    private static partial Regex RateOfOnePlace();
}
