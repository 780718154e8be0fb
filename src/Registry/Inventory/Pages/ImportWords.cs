using Probity.Desk.Language;

namespace Probity.Registry.Inventory.Pages;

/// <summary>Notes and fates in the reader's words, the same on pages, in downloads and on the command line.</summary>
public static class ImportWords
{
    public static string Say(this Texts texts, RowNote note) =>
        texts["registry.import.note." + note.Code, [.. note.Values.Select(pair => (pair.Key, (object?)pair.Value)), ("column", note.Column)]];

    public static string Say(this Texts texts, RowFate fate) => texts["registry.import.fate." + fate];

    public static string Field(this Texts texts, string? becomes) => becomes is null ? texts["registry.import.kept-only"] : texts["registry.import.field." + becomes];

    /// <summary>What arrived, what did not, in one or two sentences.</summary>
    public static string Summary(this Texts texts, ImportReport report, bool ahead)
    {
        var when = ahead ? "ahead" : "done";
        var sentences = new List<string>
        {
            texts.Count($"registry.import.summary.{when}", report.Arrived, ("rows", report.Rows), ("found", report.FoundInUse), ("ideas", report.Ideas), ("ended", report.Ended)),
        };
        if (report.Already > 0) sentences.Add(texts.Count("registry.import.summary.already", report.Already));
        if (report.Differs > 0) sentences.Add(texts.Count("registry.import.summary.differs", report.Differs));
        if (report.Refused > 0) sentences.Add(texts.Count("registry.import.summary.refused", report.Refused));
        return string.Join(' ', sentences);
    }
}
