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
        var guessable = (rest.Length < 8 && rest.Length != bare.Length) || password.Distinct().Count() < 5;
        return guessable ? [PeopleRefusals.PasswordGuessable.At("Password")] : [];
    }

    private static string Bare(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Where(char.IsLetterOrDigit));
}
