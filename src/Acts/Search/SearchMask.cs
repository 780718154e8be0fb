namespace Probity.Acts.Search;

/// <summary>
/// For things that have no words of their own and are found by what they belong to (a certificate by its person and its course): which of the words that were asked for one side of it
/// answers. Where the sides together answer all of them, the thing is found.
/// </summary>
public static class SearchMask
{
    /// <summary>One bit for each term that one of the words begins with, or, where mistyped words are forgiven, is only a slip away from.</summary>
    /// <param name="words">Folded.</param>
    public static int Of(IReadOnlyList<string> terms, IReadOnlyList<string> words, bool mistyped)
    {
        var mask = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            foreach (var word in words)
                if (word.StartsWith(term, StringComparison.Ordinal) || (mistyped && SearchGrams.Has(term) && SearchGrams.Has(word) && SearchGrams.Near(term, word)))
                {
                    mask |= 1 << i;
                    break;
                }
        }
        return mask;
    }

    /// <summary>Every term is answered.</summary>
    public static int Whole(IReadOnlyList<string> terms) => (1 << terms.Count) - 1;
}
