using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Omb;
using Probity.Registry.LifeCycle;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Exports;

/// <param name="AsImported">Every cell as it came, whatever was changed since.</param>
/// <param name="Changes">A last column that says what was changed here. Without it the file has exactly the columns it came with.</param>
public sealed record ExportWish(bool AsImported = false, bool Changes = false);

/// <summary>
/// Gives an imported inventory back: all its rows in their order, in the form in which it came, refused rows as they stood. Reads a page of rows at a time, so the
/// memory does not follow the file.
/// </summary>
public sealed class ExportInventory(Reads reads)
{
    public const string ChangesColumn = "probity_changes";
    private const int Page = 500;

    private static readonly Statement Rows = new("""
        SELECT number, cells, raw, taken, "use", reference FROM registry_import_row WHERE agency = @p0 AND import = @p1 AND number > @p2 ORDER BY number LIMIT @p3
        """);

    private static readonly Statement Now = new("""
        SELECT u.name, u.used_by, u.purpose, u.class, u.state, s.vendor, s.own_build, s.description, u.category
        FROM registry_use u JOIN registry_system_version v ON v.id = u.system_version JOIN registry_system s ON s.id = v.system
        WHERE u.agency = @p0 AND u.id = @p1
        """);

    /// <summary>The import that was begun last.</summary>
    public InventoryImport? Latest(AgencyId agency)
    {
        using var db = reads.Open(agency);
        return db.Set<InventoryImport>().Where(import => import.EndedAt != null).OrderByDescending(import => import.BegunAt).ThenByDescending(import => import.Id).FirstOrDefault();
    }

    public InventoryImport? Find(AgencyId agency, ImportId id)
    {
        using var db = reads.Open(agency);
        return db.Set<InventoryImport>().SingleOrDefault(import => import.Id == id);
    }

    public async Task WriteCsv(InventoryImport import, Stream to, ExportWish wish, CancellationToken cancel = default)
    {
        var buffer = new MemoryStream();
        using var csv = new InventoryWriting(buffer, import.Form);
        csv.Write(wish.Changes ? [.. import.Header, ChangesColumn] : import.Header);
        foreach (var page in Read(import, wish).Chunk(Page))
        {
            foreach (var row in page)
            {
                if (row.Raw is not null) csv.WriteRaw(row.Raw);
                else csv.Write(wish.Changes ? [.. row.Cells, Said(row.Changes)] : row.Cells);
            }
            await Send();
        }
        await Send();

        async Task Send()
        {
            csv.Flush();
            await to.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancel);
            buffer.SetLength(0);
        }
    }

    /// <summary>An array of objects: the cells by the names of their columns, and beside them what Probity knows.</summary>
    public async Task WriteJson(InventoryImport import, Stream to, ExportWish wish, CancellationToken cancel = default)
    {
        await using var json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = HouseJson.Options.Encoder });
        json.WriteStartArray();
        foreach (var row in Read(import, wish))
        {
            json.WriteStartObject();
            json.WriteNumber("row", row.Number);
            json.WriteStartObject("cells");
            if (row.Raw is null)
                for (var i = 0; i < import.Header.Count; i++) json.WriteString(import.Header[i], row.Cells[i]);
            json.WriteEndObject();
            if (row.Raw is not null) json.WriteString("raw", row.Raw);
            if (row.Use is { } use)
            {
                json.WriteStartObject("probity");
                json.WriteString("use", use.Value);
                json.WriteString("reference", row.Reference);
                if (row.State is { } state) json.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(state.ToString()));
                Write(json, row.Changes);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            if (json.BytesPending > 16 * 1024) await json.FlushAsync(cancel);
        }
        json.WriteEndArray();
        await json.FlushAsync(cancel);
    }

    /// <summary>By hand, because the serialiser sends what is pending, and the door takes asynchronous writes only.</summary>
    private static void Write(Utf8JsonWriter json, IReadOnlyList<FieldChange> changes)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            if (change.Column is not null) json.WriteString("column", change.Column);
            json.WriteString("before", change.Before);
            json.WriteString("now", change.Now);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Rows whose use was changed here since, with what was changed.</summary>
    public IEnumerable<ExportedRow> Changed(InventoryImport import) => Read(import, new ExportWish()).Where(row => row.Changes.Count > 0);

    private IEnumerable<ExportedRow> Read(InventoryImport import, ExportWish wish)
    {
        var header = OmbHeader.Of(import.Header);
        var last = 0L;
        while (true)
        {
            List<ExportedRow> page;
            using (var read = reads.Rent())
            {
                page = read.Query(Rows, row => new ExportedRow((int)row.Number(0), JsonSerializer.Deserialize<List<string>>(row.Text(1), HouseJson.Options)!, row.TextOrNull(2), row.IdOrNull<UseId>(4), row.TextOrNull(5),
                    row.TextOrNull(3) is { } taken ? JsonSerializer.Deserialize<TakenUse>(taken, HouseJson.Options) : null), import.Agency, import.Id, last, Page);
                for (var i = 0; i < page.Count; i++)
                    if (page[i] is { Use: { } use } row && read.First(Now, Taken, import.Agency, use) is { } now)
                        page[i] = Current(header, row, now, wish);
            }
            foreach (var row in page) yield return row;
            if (page.Count < Page) yield break;
            last = page[^1].Number;
        }
    }

    private static ExportedRow Current(OmbHeader header, ExportedRow row, TakenUse now, ExportWish wish)
    {
        if (row.Taken is not { } then) return row with { State = now.State };
        var (cells, changes) = OmbExportRules.Current(header, row.Cells, then, now);
        return row with { Cells = wish.AsImported ? row.Cells : cells, Changes = changes, State = now.State };
    }

    private static TakenUse Taken(Row row) => new(row.Text(0), row.Text(1), row.Text(2), row.Word<RiskClass>(3), row.Word<UseState>(4), row.Text(5), row.Flag(6), row.Text(7),
        row.IsNull(8) ? null : row.Word<PurposeCategory>(8));

    private static string Said(IReadOnlyList<FieldChange> changes) => string.Join("; ", changes.Select(change => $"{change.Column ?? change.Field}: {change.Before} -> {change.Now}"));
}

/// <summary>One row on its way out.</summary>
public sealed record ExportedRow(int Number, IReadOnlyList<string> Cells, string? Raw, UseId? Use, string? Reference, TakenUse? Taken)
{
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
    public UseState? State { get; init; }
}
