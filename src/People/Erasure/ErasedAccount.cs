using System.Globalization;
using System.Resources;

namespace Probity.People.Erasure;

/// <summary>
/// How a person whose content was erased is called: a mark in the tables, the same in every language, and words where somebody reads it. What other rooms keep by a name gets the same mark.
/// </summary>
public static class ErasedAccount
{
    /// <summary>No sign-in name can hold a colon, so nobody can make themselves one.</summary>
    public const string Mark = "erased:";

    private static readonly ResourceManager Words = new("Probity.People.Texts", typeof(ErasedAccount).Assembly);

    public static bool Is(string login) => login.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>A name as a page says it, in the reader's language: "erased account 7f3a2b1c" where only the mark is left.</summary>
    public static string Said(string name) =>
        Is(name) ? Words.GetString("people.erased.called", CultureInfo.CurrentUICulture)!.Replace("{mark}", name[Mark.Length..], StringComparison.Ordinal) : name;
}
