using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Desk.Lists;
using Probity.People.Roles;

namespace Probity.People.Accounts;

/// <summary>The accounts of the viewer's agency as a list: search, filters, order, pages and downloads, all from the picture in memory.</summary>
public static class AccountList
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
        new("login", "people.column.login", ColumnType.Text, card => card.Login),
        new("title", "people.column.title", ColumnType.Text, card => card.Title),
        new("name", "people.column.name", ColumnType.Text, card => card.Name),
        new("unit", "people.column.unit", ColumnType.Text, card => card.UnitName),
        new("roles", "people.column.roles", ColumnType.Several, card => card.Roles.Order().Select(role => role.ToString())),
        new("language", "people.column.language", ColumnType.Text, card => card.Language),
        new("active", "people.column.active", ColumnType.YesNo, card => card.Active),
    ];

    public static IAsyncEnumerable<AccountCard> Rows(HttpContext context, ListQuery query) =>
        Select(context.RequestServices.GetRequiredService<Accounts>(), context.RequestServices.GetRequiredService<Viewer>().Required.Agency, query).ToAsyncEnumerable();

    public static ListPage<AccountCard> Page(Accounts accounts, AgencyId agency, ListQuery query)
    {
        var all = Select(accounts, agency, query with { Descending = query.FetchDescending }).ToList();
        var from = query.Cursor is { } cursor ? all.SkipWhile(card => !Beyond(card, cursor, query)) : all;
        return ListPage.Of([.. from.Take(query.Take)], query, all.Count, card => new Cursor(Key(card, query.Sort), card.Id.ToString()));
    }

    private static IEnumerable<AccountCard> Select(Accounts accounts, AgencyId agency, ListQuery query)
    {
        var found = accounts.All(agency).Where(card => Fits(card, query));
        return query.Descending
            ? found.OrderByDescending(card => Key(card, query.Sort), StringComparer.Ordinal).ThenByDescending(card => card.Id.ToString(), StringComparer.Ordinal)
            : found.OrderBy(card => Key(card, query.Sort), StringComparer.Ordinal).ThenBy(card => card.Id.ToString(), StringComparer.Ordinal);
    }

    private static bool Beyond(AccountCard card, Cursor cursor, ListQuery query)
    {
        var order = string.CompareOrdinal(Key(card, query.Sort), cursor.Key) is not 0 and var byKey ? byKey : string.CompareOrdinal(card.Id.ToString(), cursor.Id);
        return query.FetchDescending ? order < 0 : order > 0;
    }

    private static bool Fits(AccountCard card, ListQuery query) =>
        (query.Search is not { } words || words.Split(' ').All(word => Contains(card.Name, word) || Contains(card.Title, word) || Contains(card.Login, word) || Contains(card.UnitName, word)))
        && (query.Filter("role") is not { } role || card.Roles.Contains(Enum.Parse<Role>(role)))
        && (query.Filter("unit") is not { } unit || card.UnitId?.ToString() == unit)
        && (query.Filter("state") is not { } state || card.Active == (state == "active"));

    private static bool Contains(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Sorted by the name people look for, without regard to case.</summary>
    private static string Key(AccountCard card, string sort) =>
        (sort switch { "unit" => card.UnitName ?? "", "login" => card.Login, _ => card.Name }).ToUpperInvariant();
}
