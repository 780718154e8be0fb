using System.Globalization;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Pages;

/// <summary>A row of an import as the list shows it.</summary>
public sealed record ListedRow(int Number, long Line, RowFate Fate, string? SourceId, string Name, string Stage, UseId? Use, string? Reference, IReadOnlyList<RowNote> Notes);

/// <summary>Reads the rows of one import in the order of the file, a page at a time.</summary>
public sealed class ImportRows(Reads reads)
{
    public static readonly ListDefinition Definition = new("row", ["row"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>> { ["fate"] = Enum.GetNames<RowFate>(), ["note"] = RowNote.Codes },
    };

    private const string Where = """
        FROM registry_import_row WHERE agency = @p0 AND import = @p1 AND (CAST(@p2 AS TEXT) IS NULL OR fate = @p2) AND (CAST(@p3 AS TEXT) IS NULL OR notes LIKE @p3)
        AND (CAST(@p4 AS TEXT) IS NULL OR name LIKE @p4 ESCAPE '\' OR source_id LIKE @p4 ESCAPE '\' OR reference LIKE @p4 ESCAPE '\')
        """;

    private const string Columns = "SELECT number, line, fate, source_id, name, stage, \"use\", reference, notes ";
    private static readonly Statement Count = new("SELECT count(*) " + Where);
    private static readonly Statement Onwards = new(Columns + Where + " AND number > @p5 ORDER BY number LIMIT @p6");
    private static readonly Statement Back = new(Columns + Where + " AND number < @p5 ORDER BY number DESC LIMIT @p6");

    public InventoryImport? Find(AgencyId agency, ImportId id)
    {
        using var db = reads.Open(agency);
        return db.Set<InventoryImport>().SingleOrDefault(import => import.Id == id);
    }

    public ImportedRow? Find(AgencyId agency, ImportId id, int number)
    {
        using var db = reads.Open(agency);
        return db.Set<ImportedRow>().SingleOrDefault(row => row.Import == id && row.Number == number);
    }

    public ListPage<ListedRow> Page(AgencyId agency, ImportId import, ListQuery query)
    {
        using var read = reads.Rent();
        var (fate, note, words) = Wanted(query);
        var total = read.Number(Count, agency, import, fate, note, words);
        var rows = query.FetchDescending
            ? read.Query(Back, Read, agency, import, fate, note, words, At(query.Cursor, long.MaxValue), query.Take)
            : read.Query(Onwards, Read, agency, import, fate, note, words, At(query.Cursor, 0), query.Take);
        return ListPage.Of(rows, query, total, row => new Cursor("", row.Number.ToString(CultureInfo.InvariantCulture)));
    }

    public async IAsyncEnumerable<ListedRow> All(AgencyId agency, ImportId import, ListQuery query)
    {
        const int piece = 1000;
        var (fate, note, words) = Wanted(query);
        for (var last = 0L; ;)
        {
            List<ListedRow> rows;
            using (var read = reads.Rent()) rows = read.Query(Onwards, Read, agency, import, fate, note, words, last, piece);
            foreach (var row in rows) yield return row;
            if (rows.Count < piece) yield break;
            last = rows[^1].Number;
            await Task.Yield();
        }
    }

    private static (string? Fate, string? Note, string? Words) Wanted(ListQuery query) =>
        (query.Filter("fate"), query.Filter("note") is { } code ? $"%\"code\":\"{code}\"%" : null,
            query.Search is { } words ? $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%" : null);

    private static long At(Cursor? cursor, long otherwise) => cursor is not null && long.TryParse(cursor.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static ListedRow Read(Row row) => new((int)row.Number(0), row.Number(1), row.Word<RowFate>(2), row.TextOrNull(3), row.Text(4), row.Text(5), row.IdOrNull<UseId>(6), row.TextOrNull(7),
        JsonSerializer.Deserialize<List<RowNote>>(row.Text(8), HouseJson.Options)!);
}
