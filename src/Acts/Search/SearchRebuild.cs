using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Search;

/// <summary>Makes the words of the search again from the records: by command, and by itself where records are older than the search.</summary>
public sealed class SearchRebuild(Reads reads, UnitOfWork changes, ILogger<SearchRebuild> log) : BackgroundService
{
    private const int Piece = 200;
    private static readonly Statement Words = new("SELECT count(*) FROM (SELECT 1 FROM acts_search_word WHERE agency = @p0 AND subject_kind = @p1 LIMIT 1) AS one");
    private static readonly Statement Agencies = new("SELECT DISTINCT agency FROM acts_data_key");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Run(missingOnly: true, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Goes on at the next start where a kind of thing has no words at all; otherwise by the command.
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The words of the search could not be made; ./probity search rebuild makes them");
        }
    }

    /// <summary>All agencies, from the beginning. How many things were read.</summary>
    public Task<long> Run() => Run(missingOnly: false, default);

    /// <param name="missingOnly">Only kinds that an agency has things of and no word: they are newer in the search than the things.</param>
    private async Task<long> Run(bool missingOnly, CancellationToken cancel)
    {
        List<AgencyId> agencies;
        using (var read = reads.Rent()) agencies = read.Query(Agencies, row => row.Id<AgencyId>(0));
        var things = 0L;
        foreach (var agency in agencies)
        {
            using var db = reads.Open(agency);
            foreach (var type in db.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(typeof(IFindable).IsAssignableFrom).ToList())
            {
                var rows = ((IEnumerable<IFindable>)RowsOf.MakeGenericMethod(type).Invoke(null, [db])!).Chunk(Piece);
                if (missingOnly && HasWords(agency, rows.FirstOrDefault())) continue;
                foreach (var piece in rows)
                {
                    cancel.ThrowIfCancellationRequested();
                    await changes.Commit<Done>(Actor.Installation(agency), work =>
                    {
                        SearchIndex.Put(work, piece.Select(thing => (thing.Subject, thing.FoundBy)));
                        return Done.It;
                    });
                    things += piece.Length;
                }
            }
        }
        return things;
    }

    private bool HasWords(AgencyId agency, IFindable[]? some)
    {
        if (some is null) return true;
        using var read = reads.Rent();
        return read.Number(Words, agency, some[0].Subject.Kind) > 0;
    }

    private static readonly MethodInfo RowsOf = typeof(SearchRebuild).GetMethod(nameof(Rows), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static IEnumerable<IFindable> Rows<T>(ProbityDb db) where T : class, IFindable => db.Set<T>().AsNoTracking().AsEnumerable();
}
