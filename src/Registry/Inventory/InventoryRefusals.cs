using Probity.Acts.Refusals;

namespace Probity.Registry.Inventory;

/// <summary>
/// Why a file is not imported. Each says where: the place is "row 17, vendor_name", counted as a spreadsheet counts, with the header as row 1.
/// What is wrong with one row only is a <see cref="RowNote"/>: the row is refused and shown, and the others arrive.
/// </summary>
public static class InventoryRefusals
{
    public static readonly RefusalCode Format = new("registry.import-format", RefusalKind.Invalid);
    public static readonly RefusalCode NoFile = new("registry.import-no-file", RefusalKind.Malformed);
    public static readonly RefusalCode Empty = new("registry.import-empty", RefusalKind.Malformed);
    public static readonly RefusalCode TooLarge = new("registry.import-too-large", RefusalKind.TooLarge);
    public static readonly RefusalCode TooManyRows = new("registry.import-too-many-rows", RefusalKind.TooLarge);
    public static readonly RefusalCode TooManyColumns = new("registry.import-too-many-columns", RefusalKind.TooLarge);
    public static readonly RefusalCode RowTooLarge = new("registry.import-row-too-large", RefusalKind.TooLarge);

    public static readonly RefusalCode Utf16 = new("registry.import-utf16", RefusalKind.Malformed);
    public static readonly RefusalCode NotText = new("registry.import-not-text", RefusalKind.Malformed);
    /// <summary>Bytes that UTF-8 does not know, as Windows-1252 writes accents, dashes and curly quotation marks.</summary>
    public static readonly RefusalCode NotUtf8 = new("registry.import-not-utf8", RefusalKind.Malformed);
    public static readonly RefusalCode Separator = new("registry.import-separator", RefusalKind.Malformed);
    public static readonly RefusalCode QuoteOpen = new("registry.import-quote-open", RefusalKind.Malformed);

    public static readonly RefusalCode HeaderMissing = new("registry.import-header-missing", RefusalKind.Invalid);
    public static readonly RefusalCode HeaderTwice = new("registry.import-header-twice", RefusalKind.Invalid);
    public static readonly RefusalCode HeaderBlank = new("registry.import-header-blank", RefusalKind.Invalid);
    /// <summary>Two people import the same file at the same time; the other was first.</summary>
    public static readonly RefusalCode Running = new("registry.import-running", RefusalKind.Conflict);
    public static readonly RefusalCode NothingToExport = new("registry.import-nothing-to-export", RefusalKind.Unknown);
    public static readonly RefusalCode NoRows = new("registry.import-no-rows", RefusalKind.Invalid);

    /// <summary>More faults of the file than are listed one by one.</summary>
    public static readonly RefusalCode AndMore = new("registry.import-and-more", RefusalKind.Malformed);
}
