using Probity.Acts.Refusals;
using Probity.Desk.Doors;
using Probity.Desk.Language;

namespace Probity.Cli;

/// <summary>The texts of the command line and of the refusals of every room, in one language.</summary>
public sealed class Words(string language)
{
    /// <summary>For verbs of rooms that print their own sentences.</summary>
    public Texts Texts => _texts;

    private readonly Texts _texts = new Texts(new TextCatalogue(Rooms, strict: false), new Formats(new AgencyFormats())).In(language);

    public string Language { get; } = language;

    public static IReadOnlyList<RoomTexts> Rooms { get; } = [.. Server.Rooms.Texts, new RoomTexts("receipt", typeof(Ledger.Receipts.ReceiptText).Assembly), new RoomTexts("cli", typeof(Words).Assembly)];

    public static string Known(string language) => language == "fr" ? "fr" : "en";

    public string this[string key, params (string Name, object? Value)[] values] => _texts[key, values];

    /// <summary>Says every reason and gives the exit code.</summary>
    public int Refuse(IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals) Console.Error.WriteLine(refusal.Place is null ? Of(refusal) : $"{refusal.Place}: {Of(refusal)}");
        return ExitCode.Refused;
    }

    /// <summary>A refusal as sentences: what, why, what to do.</summary>
    public string Of(Refusal refusal)
    {
        var said = new RefusalPresentation(_texts);
        return $"{said.Title(refusal)}: {said.Detail(refusal)} {said.Do(refusal)}".TrimEnd();
    }
}
