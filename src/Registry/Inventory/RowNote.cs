using System.Globalization;

namespace Probity.Registry.Inventory;

/// <summary>
/// Something about one row that a person should know. The text is "registry.import.note.CODE" in every language.
/// </summary>
/// <param name="Column">The column's name as it stands in the file, or null for the whole row.</param>
/// <param name="Refuses">The row is not imported; its text is kept with the import as it stands.</param>
public sealed record RowNote(string Code, bool Refuses, IReadOnlyDictionary<string, string> Values, string? Column = null)
{
    /// <summary>Every code there is, in the order of a report.</summary>
    public static readonly IReadOnlyList<string> Codes =
        ["cell-count", "stray-quote", "nothing-in-it", "cell-too-large", "control-character", "stage-unread", "no-name", "no-id", "id-repeated", "id-unusable", "id-taken", "other-value", "date-unread", "required-empty", "shortened", "already", "differs"];

    /// <summary>An answer left empty is so common that it hides what is rare.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsRare => Code != "required-empty";

    // Why a row is refused.
    public static RowNote CellCount(int cells, int columns) => Refusing("cell-count", null, ("cells", Number(cells)), ("columns", Number(columns)));
    public static RowNote StrayQuote() => Refusing("stray-quote", null);
    public static RowNote NothingInIt() => Refusing("nothing-in-it", null);
    public static RowNote CellTooLarge(string column, int bytes) => Refusing("cell-too-large", column, ("bytes", Number(bytes)), ("limit", Number(InventoryLimits.CellBytes)));
    public static RowNote ControlCharacter(string column, char which) => Refusing("control-character", column, ("character", $"U+{(int)which:X4}"));

    // What was decided about a row that arrives.
    public static RowNote StageUnread(string column, string value) => Telling("stage-unread", column, ("value", Short(value)));
    public static RowNote NoName(string column, string name) => Telling("no-name", column, ("name", name));
    public static RowNote NoId(string column) => Telling("no-id", column);
    public static RowNote IdRepeated(string column, string id, int firstRow) => Telling("id-repeated", column, ("id", Short(id)), ("row", Number(firstRow)));
    public static RowNote IdUnusable(string column, string id) => Telling("id-unusable", column, ("id", Short(id)));
    public static RowNote OtherValue(string column, string value) => Telling("other-value", column, ("value", Short(value)));
    public static RowNote DateUnread(string column, string value) => Telling("date-unread", column, ("value", Short(value)));
    public static RowNote RequiredEmpty(string column) => Telling("required-empty", column);
    public static RowNote Shortened(string column, int limit) => Telling("shortened", column, ("limit", Number(limit)));

    // What the register says to it.
    public static RowNote IdTaken(string id) => Telling("id-taken", null, ("id", id));
    public static RowNote Already(string reference) => Telling("already", null, ("reference", reference));
    public static RowNote Differs(string reference) => Telling("differs", null, ("reference", reference));

    private static RowNote Refusing(string code, string? column, params ReadOnlySpan<(string Name, string Value)> values) => new(code, true, Said(values), column);

    private static RowNote Telling(string code, string? column, params ReadOnlySpan<(string Name, string Value)> values) => new(code, false, Said(values), column);

    private static Dictionary<string, string> Said(ReadOnlySpan<(string Name, string Value)> values)
    {
        var said = new Dictionary<string, string>(values.Length);
        foreach (var (name, value) in values) said[name] = value;
        return said;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The whole cell is kept elsewhere; a note needs enough to recognise it.</summary>
    private static string Short(string value) => value.Length <= 80 ? value : string.Concat(value.AsSpan(0, char.IsHighSurrogate(value[78]) ? 78 : 79), "…");
}
