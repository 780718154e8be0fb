using Probity.Acts.Changes;
using Probity.Acts.Storage;

namespace Probity.Acts.Search;

/// <summary>
/// A row that the one search finds. Only words that everyone may see who has the right of its <see cref="SubjectPage"/>. The unit of work keeps them with the row, in its transaction, so no verb
/// can forget to.
/// </summary>
public interface IFindable : IOwned
{
    Subject Subject { get; }

    /// <summary>What it is called and what else people look for it by.</summary>
    string FoundBy { get; }
}

/// <summary>The words by which things are found, on disk.</summary>
internal static class SearchIndex
{
    /// <summary>Words of one thing: a long text is found by how it begins.</summary>
    private const int Most = 64, LongestWord = 60;

    private static readonly Statement Words = new("SELECT word FROM acts_search_word WHERE agency = @p0 AND subject = @p1");
    private static readonly Statement Add = new("INSERT INTO acts_search_word(agency, subject_kind, word, subject) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT DO NOTHING");
    private static readonly Statement Drop = new("DELETE FROM acts_search_word WHERE agency = @p0 AND subject_kind = @p1 AND word = @p2 AND subject = @p3");
    private static readonly Statement Grams = new("SELECT count(*) FROM acts_search_gram WHERE agency = @p0 AND gram = @p1 AND word = @p2");
    private static readonly Statement AddGram = new("INSERT INTO acts_search_gram(agency, gram, word) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING");

    internal static void Put(Work work, IEnumerable<(Subject Subject, string FoundBy)> things)
    {
        var agency = work.Actor.Agency;
        // In one order, so that two servers that meet the same new words do not wait for each other.
        var met = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (subject, foundBy) in things)
        {
            var now = SearchWords.Fold(foundBy).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length > LongestWord ? word[..LongestWord] : word).Distinct().Take(Most).ToHashSet();
            var before = work.Query(Words, row => row.Text(0), agency, subject.Id);
            foreach (var gone in before.Where(word => !now.Contains(word))) work.Execute(Drop, agency, subject.Kind, gone, subject.Id);
            now.ExceptWith(before);
            foreach (var word in now) work.Execute(Add, agency, subject.Kind, word, subject.Id);
            met.UnionWith(now.Where(SearchGrams.Has));
        }
        foreach (var word in met)
        {
            var grams = SearchGrams.Of(word);
            if (work.Number(Grams, agency, grams[0], word) > 0) continue;
            foreach (var gram in grams) work.Execute(AddGram, agency, gram, word);
        }
    }
}
