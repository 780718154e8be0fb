using System.Text;

namespace Probity.Registry.Inventory.Omb;

/// <summary>A list as Python prints one, the form in which the consolidated file keeps answers that may be several.</summary>
public static class ListCell
{
    public static bool IsEmpty(string cell) => cell.Trim() is "" or "[]";

    /// <summary>The texts of the list, or null where the cell is not such a list.</summary>
    public static IReadOnlyList<string>? Parse(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']') return null;
        text = text[1..^1].Trim();
        var answers = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is not ('\'' or '"')) return null;
            var quote = text[i++];
            var answer = new StringBuilder();
            while (i < text.Length && text[i] != quote)
            {
                if (text[i] == '\\' && i + 1 < text.Length) i++;
                answer.Append(text[i++]);
            }
            if (i == text.Length) return null;
            answers.Add(answer.ToString());
            i++;
            while (i < text.Length && text[i] == ' ') i++;
            if (i == text.Length) break;
            if (text[i++] != ',') return null;
            while (i < text.Length && text[i] == ' ') i++;
            if (i == text.Length) return null;
        }
        return answers;
    }
}
