using System.Text;
using Probity.Acts.Search;

namespace Probity.Judgement.Decisions;

/// <summary>
/// How a case number is known again by whoever may know of it: in either case, with another separator, one slip of the hand away. Only the number in the decision's own row is asked, through
/// an index over it (migration 0010): it stands in no dictionary of words, and what is erased there is found by nothing.
/// </summary>
public static class CaseNumbers
{
    /// <summary>What people write between the parts of a number. The index takes the same ones out.</summary>
    private const string Separators = "-/._: –";

    /// <summary>A shorter number is another number after one slip; a longer one has too many slips to look up.</summary>
    private const int Shortest = 5, Longest = 30;

    private const string Written = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>As the index has it.</summary>
    public static string Fold(string number)
    {
        var folded = new StringBuilder(number.Length);
        foreach (var letter in number)
            if (!Separators.Contains(letter, StringComparison.Ordinal)) folded.Append(char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter);
        return folded.ToString();
    }

    /// <summary>What the number may begin with, given what was typed: also with signs between its parts that no number here has. Empty where nothing but signs was typed.</summary>
    public static IReadOnlyList<string> Begun(string typed) => [.. new[] { Fold(typed), SearchWords.Fold(typed).Replace(" ", "", StringComparison.Ordinal) }.Where(begun => begun.Length > 0).Distinct()];

    /// <summary>Every number that one slip leads to from what was typed: a sign left out, added, changed, or changed places with its neighbour.</summary>
    public static IReadOnlyCollection<string> OneSlipFrom(string typed)
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in Begun(typed).Where(number => number.Length is >= Shortest and <= Longest))
        {
            var signs = number.Concat(Written).Distinct().ToList();
            for (var i = 0; i <= number.Length; i++)
            {
                var (before, after) = (number[..i], number[i..]);
                foreach (var sign in signs)
                {
                    numbers.Add(before + sign + after);
                    if (after.Length > 0) numbers.Add(before + sign + after[1..]);
                }
                if (after.Length > 0) numbers.Add(before + after[1..]);
                if (after.Length > 1) numbers.Add(before + after[1] + after[0] + after[2..]);
            }
        }
        return numbers;
    }

    /// <summary>The indexed expression, letter by letter as the migration of each database has it.</summary>
    public static string Column(bool postgres) => postgres
        ? $"translate(lower(case_number COLLATE \"C\"), '{Separators}', '')"
        : Separators.Aggregate("lower(case_number)", (inner, sign) => $"replace({inner}, '{sign}', '')");
}
