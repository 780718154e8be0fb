using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Registry.Inventory.Csv;

namespace Probity.Registry.Inventory.Imports;

/// <summary>A file that was or is being imported. While <see cref="DoneRows"/> is below <see cref="Rows"/> it can be continued with the same file.</summary>
public sealed class InventoryImport : IOwned, IVersioned, IFindable
{
    Subject IFindable.Subject => Subject.Of(ImportInventory.SubjectKind, Id);
    string IFindable.FoundBy => FileName;

    public const string Omb2025 = "omb-2025";

    private InventoryImport() { }

    public ImportId Id { get; private init; }
    public AgencyId Agency { get; private init; }
    public long Version { get; set; }
    public string Format { get; private init; } = "";
    public string FileName { get; private init; } = "";
    public string Sha256 { get; private init; } = "";
    public long Bytes { get; private init; }
    public bool ByteOrderMark { get; private init; }
    public string NewLine { get; private init; } = "";
    public bool QuotesEverything { get; private init; }

    /// <summary>Written again it is the same file byte for byte; otherwise the cells are the same and the quotation marks are not.</summary>
    public bool GivesSameBytes { get; private init; }

    /// <summary>The column names exactly as they stand, in their order.</summary>
    public List<string> Header { get; private init; } = [];
    public int Rows { get; private init; }
    public int DoneRows { get; private set; }
    public string ImportedBy { get; private init; } = "";
    public DateTimeOffset BegunAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The counts, once every row is in.</summary>
    public ImportReport? Report { get; private set; }

    public bool IsDone => EndedAt is not null;

    public CsvForm Form => new(ByteOrderMark, NewLine, QuotesEverything);

    internal static InventoryImport Of(ImportId id, AgencyId agency, CheckedFile file, string fileName, string by, DateTimeOffset now) => new()
    {
        Id = id,
        Agency = agency,
        Format = Omb2025,
        FileName = fileName,
        Sha256 = file.Facts.Sha256,
        Bytes = file.Facts.Bytes,
        ByteOrderMark = file.Facts.ByteOrderMark,
        NewLine = file.Facts.NewLine,
        QuotesEverything = file.QuotesEverything,
        GivesSameBytes = file.GivesSameBytes,
        Header = [.. file.Header.Names],
        Rows = file.Rows,
        ImportedBy = by,
        BegunAt = now,
    };

    internal void Reach(int rows) => DoneRows = rows;

    internal void End(ImportReport report, DateTimeOffset now) => (Report, EndedAt) = (report, now);
}
