using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Desk.Lists;

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

    private const string Read = """
        s.id, s.name, s.vendor, s.own_build, s.name_sort,
        (SELECT count(*) FROM registry_system_version v WHERE v.system = s.id),
        (SELECT count(*) FROM registry_system_version v WHERE v.system = s.id AND v.assessed = 0),
        (SELECT count(*) FROM registry_system_version v JOIN registry_use u ON u.system_version = v.id WHERE v.system = s.id)
        """;
    private static readonly ListOrder ByName = new("s.name_sort", "s.id");

    public ListPage<SystemRow> Page(AgencyId agency, ListQuery query) => Asked(agency, query).Page(reads, query, ByName, Row, Place);

    public static IAsyncEnumerable<SystemRow> Rows(HttpContext context, ListQuery query) =>
        Asked(context.RequestServices.GetRequiredService<Viewer>().Required.Agency, query).All(context.RequestServices.GetRequiredService<Reads>(), query, ByName, Row, Place);

    private static ListSql Asked(AgencyId agency, ListQuery query)
    {
        var sql = new ListSql(agency, Read, "registry_system s", "s");
        sql.Words(query.Search, "' ' || s.name_sort || ' ' || lower(s.vendor)");
        return sql;
    }

    private static SystemRow Row(Row row) => new(row.Id<AiSystemId>(0), row.Text(1), row.Text(2), row.Flag(3), row.Text(4), row.Number(5), row.Number(6), row.Number(7));

    private static Cursor Place(SystemRow row) => new(row.NameSort, row.Id.ToString());
}
