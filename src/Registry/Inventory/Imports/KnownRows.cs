using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Inventory.Omb;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Imports;

/// <summary>What the register already knows of a row, from earlier imports.</summary>
internal sealed record KnownRow(UseId Use, string Reference, TakenUse? Taken);

/// <param name="Known">The use that stands for the row already; null for a new or a refused one.</param>
internal sealed record JudgedRow(MappedRow Row, string Mark, RowFate Fate, KnownRow? Known);

internal static class KnownRows
{
    private static readonly Statement ByMark = new("""
        SELECT "use", reference, taken FROM registry_import_row WHERE agency = @p0 AND mark = @p1 AND import <> @p2 AND "use" IS NOT NULL LIMIT 1
        """);

    private static readonly Statement BySource = new("""
        SELECT "use", reference, taken FROM registry_import_row WHERE agency = @p0 AND source_id = @p1 AND import <> @p2 AND "use" IS NOT NULL LIMIT 1
        """);

    private static readonly Statement ByReference = new("SELECT count(*) FROM registry_use WHERE agency = @p0 AND reference = @p1");

    /// <summary>What becomes of the row, with what the register says to it; the same answer before and while it is written.</summary>
    public static JudgedRow Judge(this Session read, AgencyId agency, ImportId import, MappedRow row, string mark)
    {
        if (row.Use is not { } use) return new JudgedRow(row, mark, RowFate.Refused, null);
        if (read.First(ByMark, Known, agency, mark, import) is { } same) return new JudgedRow(row.With(RowNote.Already(same.Reference)), mark, RowFate.Already, same);
        if (use.SourceId is { } id && read.First(BySource, Known, agency, id, import) is { } other)
            return new JudgedRow(row.With(RowNote.Differs(other.Reference)), mark, RowFate.Differs, other);
        if (use.Reference is { } wanted && read.Number(ByReference, agency, wanted) > 0) row = row.With(RowNote.IdTaken(wanted));
        return new JudgedRow(row, mark, RowFate.Arrived, null);
    }

    private static MappedRow With(this MappedRow row, RowNote note) => row with { Notes = [.. row.Notes, note] };

    private static KnownRow Known(Row row) => new(row.Id<UseId>(0), row.Text(1),
        row.TextOrNull(2) is { } taken ? System.Text.Json.JsonSerializer.Deserialize<TakenUse>(taken, Acts.HouseJson.Options) : null);
}
