namespace Probity.Desk.Lists;

/// <summary>How many a list has in all. Past <see cref="Counted"/> it says "more than": the time of a page does not grow with what nobody reads to its end.</summary>
/// <param name="Number">Exact, or at least so many.</param>
public readonly record struct HowMany(long Number, bool OrMore = false)
{
    public const int Counted = 10_000;

    /// <summary>A number that was counted to its end.</summary>
    public static implicit operator HowMany(long number) => new(number);

    /// <summary>What a count over at most <see cref="Counted"/> + 1 rows says.</summary>
    public static HowMany Of(long counted) => counted > Counted ? new(Counted, OrMore: true) : new(counted);

    /// <summary>The question that counts the rows of another, but not for ever.</summary>
    public static string Question(string from) => System.FormattableString.Invariant($"SELECT count(*) FROM (SELECT 1 {from} LIMIT {Counted + 1}) AS counted");
}

/// <summary>A page of a list: how many there are in all, and the places to read on from in both directions.</summary>
public record ListPage(HowMany Total, Cursor? Previous, Cursor? Next)
{
    /// <param name="fetched">Up to <see cref="ListQuery.Take"/> rows, in the order of <see cref="ListQuery.FetchDescending"/>.</param>
    public static ListPage<T> Of<T>(IReadOnlyList<T> fetched, ListQuery query, HowMany total, Func<T, Cursor> placeOf)
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

public sealed record ListPage<T>(IReadOnlyList<T> Rows, HowMany Total, Cursor? Previous, Cursor? Next) : ListPage(Total, Previous, Next);
