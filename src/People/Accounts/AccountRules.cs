using System.Text.RegularExpressions;
using Probity.Acts.Refusals;

namespace Probity.People.Accounts;

/// <summary>What an account must look like.</summary>
public static partial class AccountRules
{
    /// <summary>Languages that pages exist in; a person's first language is one of them so that letters and notices can be read.</summary>
    public static readonly IReadOnlyList<string> PageLanguages = ["en", "fr", "ar"];

    public static List<Refusal> Naming(string? name, string? title)
    {
        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(name)) refusals.Add(PeopleRefusals.NameMissing.At("Name"));
        if (name?.Length > Account.NameLimit) refusals.Add(PeopleRefusals.TooLong.At("Name", ("limit", Account.NameLimit)));
        if (title?.Length > Account.NameLimit) refusals.Add(PeopleRefusals.TooLong.At("Title", ("limit", Account.NameLimit)));
        return refusals;
    }

    public static List<Refusal> Languages(IReadOnlyList<string> languages) =>
        languages.Count > 0 && PageLanguages.Contains(languages[0]) && languages.All(language => LanguageCode().IsMatch(language))
            ? [] : [PeopleRefusals.LanguageUnknown.At("Language")];

    public static bool IsLogin(string login) => LoginForm().IsMatch(login);

    public static bool IsCode(string code) => CodeForm().IsMatch(code);

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?$")]
    private static partial Regex LoginForm();

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"^[a-z]{2,3}$")]
    private static partial Regex LanguageCode();
}
