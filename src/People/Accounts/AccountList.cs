using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Erasure;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

/// <summary>The accounts of an agency as a list: search, filters, order, pages and downloads.</summary>
public sealed class AccountList(Reads reads, Accounts accounts)
{
    public static readonly ListDefinition Definition = new("name", ["name", "unit", "login"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>>
        {
            ["role"] = Enum.GetNames<Role>(),
            ["unit"] = [],
            ["state"] = ["active", "off"],
        },
    };

    public static readonly IReadOnlyList<Column<AccountCard>> Columns =
    [
        new("id", "people.column.id", ColumnType.Text, card => card.Id.ToString()),
        new("login", "people.column.login", ColumnType.Text, card => card.Erased ? "" : card.Login),
        new("title", "people.column.title", ColumnType.Text, card => card.Title),
        new("name", "people.column.name", ColumnType.Text, card => ErasedAccount.Said(card.Name)),
        new("unit", "people.column.unit", ColumnType.Text, card => card.UnitName),
        new("roles", "people.column.roles", ColumnType.Several, card => card.Roles.Order().Select(role => role.ToString())),
        new("language", "people.column.language", ColumnType.Text, card => card.Language),
        new("active", "people.column.active", ColumnType.YesNo, card => card.Active),
    ];

    public static IAsyncEnumerable<AccountCard> Rows(HttpContext context, ListQuery query) =>
        context.RequestServices.GetRequiredService<AccountList>().All(context.RequestServices.GetRequiredService<Viewer>().Required.Agency, query);

    public ListPage<AccountCard> Page(AgencyId agency, ListQuery query) => Asked(agency, query).Page(reads, query, Order(query.Sort), Card(agency), card => Place(card, query.Sort));

    public IAsyncEnumerable<AccountCard> All(AgencyId agency, ListQuery query) => Asked(agency, query).All(reads, query, Order(query.Sort), Card(agency), card => Place(card, query.Sort));

    private static ListSql Asked(AgencyId agency, ListQuery query)
    {
        var sql = new ListSql(agency, "a.id", "people_account a LEFT JOIN people_unit u ON u.id = a.unit AND u.agency = a.agency", "a");
        sql.Words(query.Search, "a.search_text || ' ' || coalesce(u.name_sort, '')");
        // Everybody is a member; it is written down for nobody.
        if (query.Filter("role") is { } role && role != nameof(Role.Member)) sql.And($"EXISTS (SELECT 1 FROM people_account_role r WHERE r.account = a.id AND r.role = {sql.Value(role)})");
        if (query.Filter("unit") is { } unit) sql.And($"a.unit = {sql.Value(UnitId.TryParse(unit, null, out var id) ? id : default)}");
        if (query.Filter("state") is { } state) sql.And($"a.active = {sql.Value(state == "active")}");
        return sql;
    }

    /// <summary>Who it is stands in memory for every request; the database says which and in what order.</summary>
    private Func<Row, AccountCard> Card(AgencyId agency) => row => accounts.Find(agency, row.Id<AccountId>(0))!;

    private static ListOrder Order(string sort) => new(sort switch { "unit" => "coalesce(u.name_sort, '')", "login" => "a.login", _ => "a.name_sort" }, "a.id");

    private static Cursor Place(AccountCard card, string sort) =>
        new(sort switch { "unit" => SearchWords.Fold(card.UnitName ?? ""), "login" => card.Login, _ => SearchWords.Fold(card.Name) }, card.Id.ToString());
}
