using System.Text;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;

namespace Probity.Desk.Search;

/// <summary>A room that finds its own things: because who may know of them differs from one to the next, or because they have no words of their own.</summary>
public sealed record FindIn(string Kind, Func<IServiceProvider, Viewer, Sought, (IReadOnlyList<Guid> Found, HowMany Count)> Find);

/// <summary>What a room is asked to find.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Terms">Its folded words, one at least.</param>
/// <param name="Mistyped">Nothing was found as typed: what lies nearest is wanted.</param>
/// <param name="Most">So many are enough.</param>
public sealed record Sought(string Typed, IReadOnlyList<string> Terms, bool Mistyped, int Most)
{
    /// <summary>The first of what was found, and how many there are.</summary>
    public (IReadOnlyList<Guid> Found, HowMany Count) Of(IReadOnlyList<Guid> found) => found.Count > Most ? ([.. found.Take(Most)], new HowMany(Most, OrMore: true)) : (found, found.Count);
}

public sealed record Hit(Guid Id, string Title, string Link, int Rank);

/// <summary>What was found of one kind, best first.</summary>
public sealed record HitGroup(string Kind, HowMany Count, IReadOnlyList<Hit> Hits);

/// <summary>
/// One search over everything the viewer may see: kinds without the right are not asked at all. Every word must be found, by how it begins; where nothing is found, mistyped words are
/// taken for the nearest known ones.
/// </summary>
public sealed class Search(Reads reads, SubjectPages pages, IEnumerable<FindIn> others, Viewer viewer, IServiceProvider services)
{
    /// <summary>Of one kind, so many are looked at and put in order; more are better found with one more word.</summary>
    public const int Most = 200;

    private const int NearWords = 8, NearCandidates = 60, Rare = 1_000;

    private static readonly string LastOfAll = char.ConvertFromUtf32(0x10FFFF);

    public IReadOnlyList<HitGroup> For(string typed)
    {
        var terms = SearchWords.Terms(typed);
        if (terms.Count == 0) return [];
        var groups = new List<HitGroup>();
        AddOthers(groups, new Sought(typed, terms, Mistyped: false, Most));
        var own = pages.All.Where(page => viewer.May(page.Needs) && others.All(other => other.Kind != page.Kind)).ToList();
        using (var read = reads.Rent())
        {
            var asked = terms.Select(term => new Asked([], term)).ToList();
            groups.AddRange(own.Select(page => In(read, page, terms, asked)).OfType<HitGroup>());
            if (groups.Count == 0)
            {
                AddOthers(groups, new Sought(typed, terms, Mistyped: true, Most));
                if (Nearest(read, terms) is { } near) groups.AddRange(own.Select(page => In(read, page, terms, near)).OfType<HitGroup>());
            }
        }
        return [.. groups.OrderBy(group => group.Hits[0].Rank).ThenBy(group => group.Kind, StringComparer.Ordinal)];
    }

    private void AddOthers(List<HitGroup> groups, Sought sought)
    {
        foreach (var other in others)
            if (pages.For(other.Kind) is { } page && viewer.May(page.Needs) && other.Find(services, viewer, sought) is { Found.Count: > 0 } found)
                groups.Add(Group(page, sought.Terms, found.Found, found.Count));
    }

    /// <summary>A word as it is looked for: how it begins, or one of several words.</summary>
    private sealed record Asked(IReadOnlyList<string> Words, string? Beginning);

    private HitGroup? In(ReadSession read, SubjectPage page, IReadOnlyList<string> terms, IReadOnlyList<Asked> asked)
    {
        // The rarest word first: the others are then asked of few things.
        var ordered = asked.Count == 1 ? asked : [.. asked.OrderBy(one =>
        {
            List<object?> values = [viewer.Required.Agency, page.Kind];
            return read.Number(Statements.Of($"SELECT count(*) FROM (SELECT 1 FROM acts_search_word w WHERE w.agency = @p0 AND w.subject_kind = @p1 AND {Test("w", one, values)} LIMIT {Rare}) AS counted"), [.. values]);
        })];
        // Whole words first, so that a reference typed whole is never crowded out.
        var whole = ordered.All(one => one.Beginning is not null) ? Subjects(read, page, [.. ordered.Select(one => new Asked([one.Beginning!], null))]) : [];
        var found = whole.Concat(Subjects(read, page, ordered)).Distinct().Take(Most + 1).ToList();
        return found.Count == 0 ? null : Group(page, terms, [.. found.Take(Most)], found.Count > Most ? new HowMany(Most, OrMore: true) : found.Count);
    }

    private List<Guid> Subjects(ReadSession read, SubjectPage page, IReadOnlyList<Asked> asked)
    {
        List<object?> values = [viewer.Required.Agency, page.Kind];
        var sql = new StringBuilder("SELECT DISTINCT w.subject FROM acts_search_word w WHERE w.agency = @p0 AND w.subject_kind = @p1 AND ").Append(Test("w", asked[0], values));
        foreach (var one in asked.Skip(1)) sql.Append(" AND EXISTS (SELECT 1 FROM acts_search_word x WHERE x.agency = @p0 AND x.subject = w.subject AND ").Append(Test("x", one, values)).Append(')');
        values.Add(Most + 1);
        return read.Query(Statements.Of(sql.Append(" LIMIT @p").Append(values.Count - 1).ToString()), row => row.Guid(0), [.. values]);
    }

    private static string Test(string alias, Asked asked, List<object?> values)
    {
        string Next(string value)
        {
            values.Add(value);
            return "@p" + (values.Count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return asked.Beginning is { } begun
            ? $"{alias}.word >= {Next(begun)} AND {alias}.word < {Next(begun + LastOfAll)}"
            : $"{alias}.word IN ({string.Join(", ", asked.Words.Select(Next))})";
    }

    /// <summary>Each word as it is known to begin something, or else the known words that lie nearest; null where one has neither.</summary>
    private List<Asked>? Nearest(ReadSession read, IReadOnlyList<string> terms)
    {
        var asked = new List<Asked>();
        foreach (var term in terms)
        {
            var words = SearchGrams.Has(term) ? Near(read, term) : [];
            if (words.Count == 0 && term.Length >= 4 && SearchGrams.Has(term)) return null;
            asked.Add(words.Count == 0 ? new Asked([], term) : new Asked(words, null));
        }
        return asked.All(one => one.Beginning is not null) ? null : asked;
    }

    private IReadOnlyList<string> Near(ReadSession read, string term)
    {
        var grams = SearchGrams.Of(term);
        List<object?> values = [viewer.Required.Agency, .. grams];
        var candidates = read.Query(Statements.Of($"SELECT word FROM acts_search_gram WHERE agency = @p0 AND gram IN ({string.Join(", ", grams.Select((_, i) => $"@p{i + 1}"))}) GROUP BY word ORDER BY count(*) DESC, word LIMIT {NearCandidates}"),
            row => row.Text(0), [.. values]);
        return [.. candidates.Where(word => SearchGrams.Near(term, word)).OrderBy(word => SearchGrams.Slips(term, word)).ThenBy(word => word, StringComparer.Ordinal).Take(NearWords)];
    }

    private HitGroup Group(SubjectPage page, IReadOnlyList<string> terms, IReadOnlyList<Guid> found, HowMany count)
    {
        var titles = page.Titles(reads, viewer.Required.Agency, found);
        return new HitGroup(page.Kind, count,
        [
            .. found.Where(titles.ContainsKey).Select(id => new Hit(id, titles[id], page.Link(id), SearchRank.Of(terms, titles[id])))
                .OrderBy(hit => hit.Rank).ThenBy(hit => hit.Title, StringComparer.OrdinalIgnoreCase).ThenBy(hit => hit.Id),
        ]);
    }
}

/// <summary>What stands first.</summary>
public static class SearchRank
{
    /// <summary>0: the title, or its reference, is exactly what was typed. 1: it begins so. 2: every word stands in it. 3: every word begins one of it. 4: found by something else.</summary>
    public static int Of(IReadOnlyList<string> terms, string title)
    {
        var (asked, said) = (string.Join(' ', terms), SearchWords.Fold(title));
        if (said == asked) return 0;
        // A reference has a digit and is followed by the name: "PV-AI-007 Face search".
        if (said.StartsWith(asked + " ", StringComparison.Ordinal) && asked.Any(char.IsDigit)) return 0;
        if (said.StartsWith(asked, StringComparison.Ordinal)) return 1;
        var words = said.Split(' ');
        if (terms.All(words.Contains)) return 2;
        return terms.All(term => words.Any(word => word.StartsWith(term, StringComparison.Ordinal))) ? 3 : 4;
    }
}
