using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;

namespace Probity.People.Units;

public sealed record UnitRow(UnitId Id, string Name, AccountId? Leader);

/// <summary>The units of an agency by name, page by page.</summary>
public sealed class UnitList(Reads reads)
{
    public static readonly ListDefinition Definition = new("name", ["name"])
    {
        // Where another page leads to one unit.
        Filters = new Dictionary<string, IReadOnlyList<string>> { ["unit"] = [] },
    };

    private static readonly ListOrder ByName = new("u.name_sort", "u.id");

    public ListPage<UnitRow> Page(AgencyId agency, ListQuery query)
    {
        var sql = new ListSql(agency, "u.id, u.name, u.leader", "people_unit u", "u");
        sql.Words(query.Search, "' ' || u.name_sort");
        if (query.Filter("unit") is { } unit) sql.And($"u.id = {sql.Value(UnitId.TryParse(unit, null, out var id) ? id : default)}");
        return sql.Page(reads, query, ByName, row => new UnitRow(row.Id<UnitId>(0), row.Text(1), row.IdOrNull<AccountId>(2)), row => new Cursor(SearchWords.Fold(row.Name), row.Id.ToString()));
    }
}
