using System.Reflection;
using Probity.PortVerrin.Telling;

namespace Probity.PortVerrin.FaceSearch;

/// <summary>What officers write, from the corpora beside this file. One language a person; the choice follows the stream it is given.</summary>
internal sealed class Words
{
    public static readonly Words English = new("en", ["ear", "hairline", "chin", "jaw", "brow", "nose bridge"], ["back light", "low light", "headlight glare", "light from one side"]);
    public static readonly Words French = new("fr", ["la forme de l’oreille", "la ligne du menton", "la ligne des cheveux", "l’arête du nez", "la forme des sourcils"],
        ["Le contre-jour", "La lumière du plafond", "La lampe de la rue", "Le reflet du sol"]);

    private readonly Dictionary<string, List<string>> _sections = [];
    private readonly string[] _features, _lights;

    private Words(string language, string[] features, string[] lights)
    {
        (_features, _lights) = (features, lights);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Probity.PortVerrin.FaceSearch.words.{language}.txt")!;
        using var reader = new StreamReader(stream);
        List<string>? section = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[') _sections.Add(line[1..^1], section = []);
            else section!.Add(line);
        }
    }

    public static Words In(string language) => language == "fr" ? French : English;

    public IReadOnlyList<string> Section(string name) => _sections[name];

    public string Say(string section, Draws draws, Matter matter, string? file = null, int? line = null)
    {
        var texts = _sections[section];
        var text = line is { } fixedLine ? texts[fixedLine % texts.Count] : draws.Of(texts);
        var evidence = draws.Of(matter.Evidence);
        return text.Replace("{place}", matter.Place, StringComparison.Ordinal)
            .Replace("{px}", matter.Pixels.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{ref}", file ?? "", StringComparison.Ordinal)
            .Replace("{feature}", draws.Of(_features), StringComparison.Ordinal)
            .Replace("{light}", draws.Of(_lights), StringComparison.Ordinal)
            .Replace("{evidence}", this == French ? evidence.French : evidence.English, StringComparison.Ordinal);
    }
}
