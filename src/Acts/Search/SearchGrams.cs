namespace Probity.Acts.Search;

/// <summary>How a mistyped word is known again: by pieces of three letters, and then by how many slips of the hand lie between the two (Damerau and Levenshtein).</summary>
public static class SearchGrams
{
    /// <summary>Short words and numbers have none: one slip makes another word of them.</summary>
    public static bool Has(string word) => word.Length >= 4 && !word.Any(char.IsDigit);

    /// <summary>With two spaces before and one after, so that the beginning counts most.</summary>
    public static IReadOnlyList<string> Of(string word)
    {
        var padded = $"  {word} ";
        return [.. Enumerable.Range(0, padded.Length - 2).Select(i => padded.Substring(i, 3)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>One slip in a word of up to five letters, two in a longer one.</summary>
    public static bool Near(string typed, string word)
    {
        var most = typed.Length <= 5 ? 1 : 2;
        return Math.Abs(typed.Length - word.Length) <= most && Slips(typed, word) <= most;
    }

    /// <summary>Letters left out, added, changed, or changed places with their neighbour: the least number that leads from one word to the other.</summary>
    public static int Slips(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) least = Math.Min(least, rows[i - 2, j - 2] + 1);
                rows[i, j] = least;
            }
        return rows[a.Length, b.Length];
    }
}
