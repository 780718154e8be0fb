using System.Globalization;
using System.Text;
using Probity.Acts.Refusals;

namespace Probity.People.SignIn;

/// <summary>
/// Length and guessability, no rules of composition and no expiry (NIST SP 800-63B-4 3.1.1.2). Any character counts, spaces too.
/// </summary>
public static class PasswordRules
{
    public const int Shortest = 12, Longest = 256;

    private static readonly string[] CommonWords = ["password", "motdepasse", "passwort", "probity", "police", "welcome", "bienvenue", "letmein", "qwerty", "azerty", "123456", "abcdef"];

    /// <summary>The same characters typed on another keyboard are the same password (NFKC).</summary>
    public static string Normal(string password) => password.Normalize(NormalizationForm.FormKC);

    /// <param name="known">What anyone could guess with: agency, login, name.</param>
    public static List<Refusal> Check(string password, IEnumerable<string> known)
    {
        var length = new StringInfo(password).LengthInTextElements;
        if (length < Shortest) return [PeopleRefusals.PasswordShort.At("Password", ("least", Shortest))];
        if (length > Longest) return [PeopleRefusals.PasswordLong.At("Password", ("limit", Longest))];
        var bare = Bare(password);
        var words = known.SelectMany(text => text.Split(' ', '-', '.', '@').Append(text)).Select(Bare).Where(word => word.Length >= 4).Concat(CommonWords);
        var rest = words.OrderByDescending(word => word.Length).Aggregate(bare, (left, word) => left.Replace(word, "", StringComparison.Ordinal));
        // What is left when the guessable words are gone must still be a secret, and not one character over and over.
        var guessable = (rest.Length < 8 && rest.Length != bare.Length) || password.Distinct().Count() < 5 || BesideLeaked(bare) < 4;
        return guessable ? [PeopleRefusals.PasswordGuessable.At("Password")] : [];
    }

    /// <summary>
    /// What is left, in letters, when the two passwords of the list that cover most are taken out; a digit counts half, since it is a year or a day so often. Three words picked at random
    /// are enough for a secret, two that everybody uses are not.
    /// </summary>
    private static int BesideLeaked(string bare)
    {
        var leaked = Leaked.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        var weights = new int[bare.Length + 1];
        for (var i = 0; i < bare.Length; i++) weights[i + 1] = weights[i] + (char.IsDigit(bare[i]) ? 1 : 2);
        // before[i]: the most that one of them covers and that ends at i or earlier.
        var before = new int[bare.Length + 1];
        var most = 0;
        for (var end = Least; end <= bare.Length; end++)
        {
            before[end] = before[end - 1];
            for (var length = Least; length <= Math.Min(end, Most); length++)
            {
                if (!leaked.Contains(bare.AsSpan(end - length, length))) continue;
                var covered = weights[end] - weights[end - length];
                before[end] = Math.Max(before[end], covered);
                most = Math.Max(most, covered + before[end - length]);
            }
        }
        return (weights[^1] - most) / 2;
    }

    private const int Least = 4, Most = 32;

    /// <summary>About 49,000 passwords, most common first in leaks of many services (docs/adr/0003). Brought in when the program is built.</summary>
    private static readonly Lazy<HashSet<string>> Leaked = new(() =>
    {
        using var list = new StreamReader(typeof(PasswordRules).Assembly.GetManifestResourceStream("leaked-passwords")!);
        var words = new HashSet<string>(60_000, StringComparer.Ordinal);
        while (list.ReadLine() is { } line)
            if (Bare(line) is { Length: >= Least and <= Most } word) words.Add(word);
        return words;
    });

    private static string Bare(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Where(char.IsLetterOrDigit));
}
