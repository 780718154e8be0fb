using System.Globalization;
using System.Text;

namespace Probity.Acts.Search;

/// <summary>How words are found: without case and accents, by the beginning of a word, in the languages of the agency.</summary>
public static class SearchWords
{
    /// <summary>Lower case, no accents, one space between words of letters and digits.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (!Rune.IsLetterOrDigit(rune))
            {
                gap = folded.Length > 0;
                continue;
            }
            if (gap) folded.Append(' ');
            gap = false;
            folded.Append(Rune.ToLowerInvariant(rune));
        }
        return folded.ToString();
    }

    /// <summary>The words to look for, at most eight: more only narrow what is already found.</summary>
    public static IReadOnlyList<string> Terms(string? asked) =>
        string.IsNullOrWhiteSpace(asked) ? [] : [.. Fold(asked).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(8)];
}
