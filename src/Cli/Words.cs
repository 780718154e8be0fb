using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Desk.Language;
using Probity.Server;

namespace Probity.Cli;

/// <summary>The texts of the command line and of the refusals of every room, in one language.</summary>
public sealed class Words(string language)
{
    private readonly Texts _texts = new Texts(new TextCatalogue(Rooms, strict: false), new Formats(new AgencyFormats())).In(language);

    public string Language { get; } = language;

    public static IReadOnlyList<RoomTexts> Rooms { get; } = [.. Server.Rooms.Texts, new RoomTexts("cli", typeof(Words).Assembly)];

    public static string Known(string language) => language == "fr" ? "fr" : "en";

    public string this[string key, params (string Name, object? Value)[] values] => _texts[key, values];

    /// <summary>A refusal as two sentences: what, and what to do.</summary>
    public string Of(Refusal refusal)
    {
        var key = Server.Doors.RefusalTexts.Key(refusal.Code.Code);
        var values = refusal.Values.Select(pair => (pair.Key, (object?)pair.Value)).ToArray();
        return $"{_texts[key + ".detail", values]} {_texts[key + ".do", values]}";
    }
}
