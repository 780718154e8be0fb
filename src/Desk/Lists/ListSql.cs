using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;

namespace Probity.Desk.Lists;

/// <param name="Key">The column or expression that is sorted by; never null.</param>
/// <param name="Id">The guid that tells equal values apart.</param>
/// <param name="IsNumber">The key is a number or a moment, otherwise a text.</param>
public sealed record ListOrder(string Key, string Id, bool IsNumber = false);

/// <summary>
/// A list as one question to the database: rows of one agency, narrowed by what was asked, in an order, from a place on. The text comes from the feature
/// alone; whatever a reader typed is a value.
/// </summary>
/// <param name="columns">What is read of a row.</param>
/// <param name="from">Tables and joins.</param>
/// <param name="owner">The alias of the table whose agency is asked for.</param>
public sealed class ListSql(AgencyId agency, string columns, string from, string owner)
{
    /// <summary>Rows of a download that are read at a time: no connection is held while a reader is slow.</summary>
    private const int Piece = 1_000;

    /// <summary>A connection prepares each text once; there are as many as there are combinations of filters and orders.</summary>
    private static readonly ConcurrentDictionary<string, Statement> Asked = new(StringComparer.Ordinal);

    private readonly List<object?> _values = [agency];
    private readonly StringBuilder _where = new($" FROM {from} WHERE {owner}.agency = @p0");

    /// <summary>Stands before SELECT, for what another room knows and hands in as values.</summary>
    public string With { get; set; } = "";

    /// <summary>The same in PostgreSQL's words, where they differ.</summary>
    public string? PostgresWith { get; set; }

    public string Value(object? value) => Place(_values, value);

    public void And(string condition) => _where.Append(" AND ").Append(condition);

    /// <summary>Each word stands at the beginning of a word of the text, which <see cref="SearchWords.Fold"/> made, with a space before it.</summary>
    public void Words(string? search, string text)
    {
        foreach (var term in SearchWords.Terms(search)) And($"instr({text}, {Value(" " + term)}) > 0");
    }

    public ListPage<T> Page<T>(Reads reads, ListQuery query, ListOrder order, Func<Row, T> row, Func<T, Cursor> placeOf)
    {
        using var read = reads.Rent();
        var total = HowMany.Of(read.Number(Known(" " + HowMany.Question(_where.ToString())), [.. _values]));
        return ListPage.Of(Rows(read, query, order, row, query.Cursor, query.Take), query, total, placeOf);
    }

    /// <summary>Every row that search and filters leave, in the query's order.</summary>
    public async IAsyncEnumerable<T> All<T>(Reads reads, ListQuery query, ListOrder order, Func<Row, T> row, Func<T, Cursor> placeOf)
    {
        var onwards = query with { Cursor = null, Backwards = false };
        for (Cursor? after = null; ;)
        {
            List<T> rows;
            using (var read = reads.Rent()) rows = Rows(read, onwards, order, row, after, Piece);
            foreach (var one in rows) yield return one;
            if (rows.Count < Piece) yield break;
            after = placeOf(rows[^1]);
            await Task.Yield();
        }
    }

    private List<T> Rows<T>(ReadSession read, ListQuery query, ListOrder order, Func<Row, T> row, Cursor? from, int take)
    {
        var values = new List<object?>(_values);
        var sql = new StringBuilder(" SELECT ").Append(columns).Append(_where);
        var (compare, direction) = query.FetchDescending ? ("<", " DESC") : (">", "");
        if (from is not null)
        {
            object key = order.IsNumber ? long.TryParse(from.Key, CultureInfo.InvariantCulture, out var number) ? number : 0 : from.Key;
            sql.Append(CultureInfo.InvariantCulture, $" AND ({order.Key}, {order.Id}) {compare} ({Place(values, key)}, {Place(values, Guid.TryParse(from.Id, out var id) ? id : default)})");
        }
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY {order.Key}{direction}, {order.Id}{direction} LIMIT {Place(values, take)}");
        return read.Query(Known(sql.ToString()), row, [.. values]);
    }

    private static string Place(List<object?> values, object? value)
    {
        values.Add(value);
        return "@p" + (values.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    private Statement Known(string sql) => Asked.GetOrAdd(With + sql, text => new Statement(text, (PostgresWith ?? With) + sql));
}
