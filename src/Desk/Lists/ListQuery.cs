using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Probity.Desk.Lists;

/// <summary>What a list can be sorted and filtered by. Whatever is not named here is ignored in an address.</summary>
/// <param name="DefaultSort">A name of <paramref name="Sorts"/>; with "-" before it the last comes first.</param>
public sealed record ListDefinition(string DefaultSort, IReadOnlyList<string> Sorts)
{
    /// <summary>Filter name and the values it may take; an empty list allows any value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>
/// What a reader asked of a list, read from the address so that it can be linked, bookmarked and exported:
/// <c>?q=camera&amp;state=operating&amp;sort=-name&amp;size=50&amp;after=…</c>.
/// </summary>
public sealed record ListQuery
{
    public const int MaxSearch = 200;

    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    /// <summary>Trimmed; null when nothing was searched for.</summary>
    public string? Search { get; init; }
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();
    public required string Sort { get; init; }
    public bool Descending { get; init; }
    public int Size { get; init; } = 25;
    public Cursor? Cursor { get; init; }

    /// <summary>Read towards the beginning: rows before the cursor, fetched in reverse order.</summary>
    public bool Backwards { get; init; }

    /// <summary>One row more than a page, which says whether there is another page.</summary>
    public int Take => Size + 1;

    /// <summary>The order in which rows are fetched: a page backwards is read from its end.</summary>
    public bool FetchDescending => Descending != Backwards;

    public string? Filter(string name) => Filters.GetValueOrDefault(name);

    public bool IsNarrowed => Search is not null || Filters.Count > 0;

    public static ListQuery Of(IQueryCollection query, ListDefinition definition)
    {
        var sort = query["sort"].ToString();
        if (!definition.Sorts.Contains(sort.TrimStart('-'))) sort = definition.DefaultSort;
        var backwards = false;
        if (!Cursor.TryParse(query["after"], out var cursor)) backwards = Cursor.TryParse(query["before"], out cursor);
        return new ListQuery
        {
            Search = Searched(query["q"].ToString()),
            Filters = definition.Filters
                .Select(f => (Name: f.Key, Value: query[f.Key].ToString().Trim(), Allowed: f.Value))
                .Where(f => f.Value.Length is > 0 and <= MaxSearch && !f.Value.Any(char.IsControl) && (f.Allowed.Count == 0 || f.Allowed.Contains(f.Value)))
                .ToDictionary(f => f.Name, f => f.Value),
            Sort = sort.TrimStart('-'),
            Descending = sort.StartsWith('-'),
            Size = int.TryParse(query["size"], out var size) && Sizes.Contains(size) ? size : Sizes[0],
            Cursor = cursor,
            Backwards = backwards,
        };
    }

    /// <summary>The same list from its beginning.</summary>
    public string Url(string path) => path + Pairs(null, null);

    public string NextUrl(string path, Cursor after) => path + Pairs("after", after);

    public string PreviousUrl(string path, Cursor before) => path + Pairs("before", before);

    /// <summary>Sorted by this column; by the same column again, the other way round.</summary>
    public string SortUrl(string path, string sort) =>
        (this with { Sort = sort, Descending = sort == Sort && !Descending }).Url(path);

    private QueryString Pairs(string? direction, Cursor? cursor)
    {
        var pairs = new QueryBuilder();
        if (Search is not null) pairs.Add("q", Search);
        foreach (var (name, value) in Filters.OrderBy(f => f.Key, StringComparer.Ordinal)) pairs.Add(name, value);
        pairs.Add("sort", (Descending ? "-" : "") + Sort);
        if (Size != Sizes[0]) pairs.Add("size", Size.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (direction is not null) pairs.Add(direction, cursor!.ToString());
        return pairs.ToQueryString();
    }

    private static string? Searched(string typed)
    {
        // No record has a control character, and PostgreSQL takes no U+0000 at all.
        var words = string.Join(' ', string.Concat(typed.Select(c => char.IsControl(c) ? ' ' : c)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (words.Length > MaxSearch) words = words[..MaxSearch];
        return words.Length == 0 ? null : words;
    }
}
