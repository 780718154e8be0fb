namespace Probity.Desk.Lists;

/// <summary>A page of a list: how many there are in all, and the places to read on from in both directions.</summary>
public record ListPage(long Total, Cursor? Previous, Cursor? Next)
{
    /// <param name="fetched">Up to <see cref="ListQuery.Take"/> rows, in the order of <see cref="ListQuery.FetchDescending"/>.</param>
    public static ListPage<T> Of<T>(IReadOnlyList<T> fetched, ListQuery query, long total, Func<T, Cursor> placeOf)
    {
        var more = fetched.Count > query.Size;
        var rows = fetched.Take(query.Size).ToList();
        if (query.Backwards) rows.Reverse();
        var first = rows.Count == 0 ? null : placeOf(rows[0]);
        var last = rows.Count == 0 ? null : placeOf(rows[^1]);
        var hasPrevious = query.Backwards ? more : query.Cursor is not null;
        var hasNext = query.Backwards || more;
        return new ListPage<T>(rows, total, hasPrevious ? first : null, hasNext ? last : null);
    }
}

public sealed record ListPage<T>(IReadOnlyList<T> Rows, long Total, Cursor? Previous, Cursor? Next) : ListPage(Total, Previous, Next);
