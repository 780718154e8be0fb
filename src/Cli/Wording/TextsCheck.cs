using Probity.Desk.Language;

namespace Probity.Cli.Wording;

/// <summary>
/// Whether every language says everything: English and French in full, further languages as far as they go and then without a fault.
/// </summary>
public sealed class TextsCheck(IReadOnlyList<RoomTexts> rooms)
{
    /// <summary>Languages that must be complete. Another one may be partial; what is missing shows in English.</summary>
    public static readonly IReadOnlyList<string> Complete = ["en", "fr"];

    private static readonly HashSet<string> PluralForms = ["zero", "one", "two", "few", "many", "other"];

    public sealed record LanguageCount(string Room, string Language, int Texts, int Of);

    public sealed record Report(IReadOnlyList<LanguageCount> Counts, IReadOnlyList<WordingFault> Faults);

    public Report Run()
    {
        var catalogue = new TextCatalogue(rooms, strict: false);
        var counts = new List<LanguageCount>();
        var faults = new List<WordingFault>();
        foreach (var room in rooms)
        {
            var english = catalogue.Written(room.Room, Languages.Default);
            foreach (var language in Languages.All.Select(language => language.Code))
            {
                var written = catalogue.Written(room.Room, language);
                if (written.Count == 0 && !Complete.Contains(language)) continue;
                counts.Add(new(room.Room, language, written.Count, english.Count));
                faults.AddRange(Faults(room.Room, language, english, written));
            }
        }
        return new(counts, faults);
    }

    public static IEnumerable<WordingFault> Faults(string room, string language, IReadOnlyDictionary<string, string> english, IReadOnlyDictionary<string, string> written)
    {
        foreach (var (key, text) in written)
        {
            if (!key.StartsWith(room + ".", StringComparison.Ordinal)) yield return new(key, language, "foreign-key", $"a key of this room begins with \"{room}.\"");
            if (string.IsNullOrWhiteSpace(text)) yield return new(key, language, "empty", "");
            if (Twin(key, english) is not { } twin) yield return new(key, language, "not-in-english", text);
            else if (!Places(key, english[twin]).SequenceEqual(Places(key, text)))
                yield return new(key, language, "places-differ", $"{string.Join(' ', TextPattern.Places(english[twin]))} / {string.Join(' ', TextPattern.Places(text))}");
            foreach (var fault in WordingRules.Faults(key, language, text)) yield return fault;
        }
        if (!Complete.Contains(language)) yield break;
        foreach (var key in english.Keys)
            if (Twin(key, written) is null) yield return new(key, language, "missing", english[key]);
    }

    /// <summary>
    /// The text of the same key; a plural form may stand under another form of its family, because languages differ in the forms they have.
    /// </summary>
    private static string? Twin(string key, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.ContainsKey(key)) return key;
        var dot = key.LastIndexOf('.');
        return dot > 0 && IsForm(key[(dot + 1)..]) && texts.ContainsKey(key[..dot] + ".other") ? key[..dot] + ".other" : null;
    }

    /// <summary>The places of a text; a form for exactly one or none may leave the number itself out.</summary>
    private static IEnumerable<string> Places(string key, string text) =>
        IsForm(key[(key.LastIndexOf('.') + 1)..]) ? TextPattern.Places(text).Where(place => place != "n") : TextPattern.Places(text);

    private static bool IsForm(string word) => PluralForms.Contains(word) || (word.Length > 0 && word.All(char.IsAsciiDigit));
}
