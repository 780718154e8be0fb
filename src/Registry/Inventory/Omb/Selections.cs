using System.Text;

namespace Probity.Registry.Inventory.Omb;

/// <summary>
/// The answers a column of the inventory allows. A cell may write one in the long form of the questionnaire ("a) Pre-deployment – The use case is in ..."), in the
/// short form of the consolidated file ("Pre-deployment"), or between the two; letters, dashes, case and spacing do not matter.
/// </summary>
/// <param name="many">The cell is a list as Python prints one: "['b) Sex', 'c) Age']"; "[]" is no answer.</param>
/// <param name="words">The short form of each answer, and its longer forms.</param>
public sealed class Selections(bool many, params IReadOnlyList<(string Word, string[] Forms)> words)
{
    private readonly (string Word, string[] Forms)[] _words = [.. words.Select(word => (word.Word, (string[])[Plain(word.Word), .. word.Forms.Select(Plain)]))];

    public bool Many { get; } = many;

    /// <summary>The short form of the answer in this cell, or null where the cell says something else.</summary>
    public string? Of(string cell)
    {
        var text = Plain(cell);
        if (Exactly(text) is { } word) return word;
        // "deployed - the use case is being ..." and "computer vision: AI that ...": the answer stands before its explanation.
        for (var cut = 1; cut < text.Length - 1; cut++)
        {
            var explains = text[cut] == ':' || (text[cut] == '-' && text[cut - 1] == ' ' && text[cut + 1] == ' ');
            if (explains && Exactly(text[..cut].TrimEnd()) is { } before) return before;
        }
        return null;
    }

    /// <summary>True if every answer in the cell is one of the allowed.</summary>
    public bool Knows(string cell) =>
        Many ? ListCell.Parse(cell) is { } answers && answers.All(answer => Of(answer) is not null) : Of(cell) is not null;

    private string? Exactly(string plain)
    {
        foreach (var (word, forms) in _words)
            if (forms.Contains(plain)) return word;
        return null;
    }

    /// <summary>Lower case, straight quotes and hyphens, single spaces, without the letter of a multiple choice ("b) b) Pilot").</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var d = c switch { '–' or '—' or '‑' or '−' => '-', '’' or '‘' => '\'', _ when char.IsWhiteSpace(c) => ' ', _ => char.ToLowerInvariant(c) };
            if (d != ' ' || (plain.Length > 0 && plain[^1] != ' ')) plain.Append(d);
        }
        var result = plain.ToString().TrimEnd();
        while (result.Length > 2 && result[1] == ')' && char.IsAsciiLetterLower(result[0])) result = result[2..].TrimStart();
        return result;
    }
}
