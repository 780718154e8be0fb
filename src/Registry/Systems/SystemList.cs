using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.Registry.Uses;

namespace Probity.Registry.Systems;

/// <summary>A system as lists and downloads show it.</summary>
public sealed record SystemRow(AiSystemId Id, string Name, string Vendor, bool OwnBuild, string NameSort, long Versions, long Unassessed, long Uses);

/// <summary>The systems of an agency by name. There are far fewer than uses: name and vendor are searched as they stand.</summary>
public sealed class SystemList(Reads reads)
{
    public static readonly ListDefinition Definition = new("name", ["name"]);

    public static readonly IReadOnlyList<Column<SystemRow>> Columns =
    [
        new("id", "registry.column.system-id", ColumnType.Text, row => row.Id.ToString()),
        new("name", "registry.column.system", ColumnType.Text, row => row.Name),
        new("vendor", "registry.column.vendor", ColumnType.Text, row => row.Vendor),
        new("own_build", "registry.column.own-build", ColumnType.YesNo, row => row.OwnBuild),
        new("versions", "registry.column.versions", ColumnType.Number, row => row.Versions),
        new("versions_not_assessed", "registry.column.versions-unassessed", ColumnType.Number, row => row.Unassessed),
        new("uses", "registry.column.uses", ColumnType.Number, row => row.Uses),
    ];

    private const string Body = """
        SELECT s.id, s.name, s.vendor, s.own_build, s.name_sort,
               (SELECT count(*) FROM registry_system_version v WHERE v.system = s.id),
               (SELECT count(*) FROM registry_system_version v WHERE v.system = s.id AND v.assessed = 0),
               (SELECT count(*) FROM registry_system_version v JOIN registry_use u ON u.system_version = v.id WHERE v.system = s.id)
        FROM registry_system s WHERE s.agency = @p0 AND instr(' ' || s.name_sort || ' ' || lower(s.vendor), @p1) > 0
        """;
    private static readonly Statement All = new("SELECT count(*) FROM registry_system s WHERE s.agency = @p0 AND instr(' ' || s.name_sort || ' ' || lower(s.vendor), @p1) > 0");
    private static readonly Statement Ascending = new(Body + " AND (s.name_sort, s.id) > (@p2, @p3) ORDER BY s.name_sort, s.id LIMIT @p4");
    private static readonly Statement Descending = new(Body + " AND (s.name_sort, s.id) < (@p2, @p3) ORDER BY s.name_sort DESC, s.id DESC LIMIT @p4");

    /// <summary>After every name: no folded name begins with a noncharacter.</summary>
    private const string Last = "\uFFFF";

    public ListPage<SystemRow> Page(AgencyId agency, ListQuery query)
    {
        using var read = reads.Rent();
        var words = Words(query);
        return ListPage.Of(Rows(read, agency, query, query.Cursor, query.Take), query, read.Number(All, agency, words), Place);
    }

    public static async IAsyncEnumerable<SystemRow> Rows(HttpContext context, ListQuery query)
    {
        const int Piece = 500;
        var (list, agency) = (context.RequestServices.GetRequiredService<Reads>(), context.RequestServices.GetRequiredService<Viewer>().Required.Agency);
        var onwards = query with { Cursor = null, Backwards = false };
        for (Cursor? after = null; ;)
        {
            List<SystemRow> rows;
            using (var read = list.Rent()) rows = Rows(read, agency, onwards, after, Piece);
            foreach (var row in rows) yield return row;
            if (rows.Count < Piece) yield break;
            after = Place(rows[^1]);
            await Task.Yield();
        }
    }

    private static List<SystemRow> Rows(ReadSession read, AgencyId agency, ListQuery query, Cursor? from, int take)
    {
        var (name, id) = from is null ? (query.FetchDescending ? Last : "", default) : (from.Key, AiSystemId.TryParse(from.Id, null, out var known) ? known : default);
        return read.Query(query.FetchDescending ? Descending : Ascending,
            row => new SystemRow(row.Id<AiSystemId>(0), row.Text(1), row.Text(2), row.Flag(3), row.Text(4), row.Number(5), row.Number(6), row.Number(7)),
            agency, Words(query), name, id, take);
    }

    private static string Words(ListQuery query) => query.Search is null ? "" : " " + SearchWords.Fold(query.Search);

    private static Cursor Place(SystemRow row) => new(row.NameSort, row.Id.ToString());
}
