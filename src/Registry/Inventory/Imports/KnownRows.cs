using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Imports;

/// <summary>What the register already knows of a row, from earlier imports.</summary>
internal sealed record KnownRow(UseId Use, string Reference, TakenUse? Taken);

internal static class KnownRows
{
    private static readonly Statement ByMark = new("""
        SELECT "use", reference, taken FROM registry_import_row WHERE agency = @p0 AND mark = @p1 AND import <> @p2 AND "use" IS NOT NULL LIMIT 1
        """);

    private static readonly Statement BySource = new("""
        SELECT "use", reference, taken FROM registry_import_row WHERE agency = @p0 AND source_id = @p1 AND import <> @p2 AND "use" IS NOT NULL LIMIT 1
        """);

    /// <summary>What became of the row, had it come now.</summary>
    public static (RowFate Fate, KnownRow? Known) Ask(this Session read, AgencyId agency, ImportId import, string mark, string? sourceId, bool refused)
    {
        if (refused) return (RowFate.Refused, null);
        if (read.First(ByMark, Known, agency, mark, import) is { } same) return (RowFate.Already, same);
        if (sourceId is not null && read.First(BySource, Known, agency, sourceId, import) is { } other) return (RowFate.Differs, other);
        return (RowFate.Arrived, null);
    }

    private static KnownRow Known(Row row) => new(row.Id<UseId>(0), row.Text(1),
        row.TextOrNull(2) is { } taken ? System.Text.Json.JsonSerializer.Deserialize<TakenUse>(taken, Acts.HouseJson.Options) : null);
}
