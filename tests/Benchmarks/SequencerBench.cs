using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Benchmarks;

/// <summary>The whole way of a leaf on SQLite: a backlog of committed acts is numbered in the database, written to bundles and tiles, hashed again and signed.</summary>
public static class SequencerBench
{
    private const int Backlog = 100_000, Count = 3;
    private static readonly ActKind Measured = new("bench.measured");

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("probity-sequencer-bench-").FullName;
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddActs(DataFolder.Open(folder), "bench.example/1");
        var perSecond = new List<double>();
        await using (var house = services.BuildServiceProvider())
        {
            var (changes, sequencer) = (house.GetRequiredService<UnitOfWork>(), house.GetRequiredService<Sequencer>());
            var actor = Actor.Installation(new AgencyId(Guid.CreateVersion7()));
            for (var round = 0; round < Count; round++)
            {
                for (var done = 0; done < Backlog; done += 1000)
                    await changes.Commit<Done>(actor, work =>
                    {
                        for (var i = 0; i < 1000; i++)
                            work.Record(new Act { Kind = Measured, Subject = new Subject("thing", Guid.CreateVersion7()), Reason = null, Payload = new { i }, Scope = KeyScope.Agency });
                        return Done.It;
                    });
                var started = Stopwatch.GetTimestamp();
                await sequencer.Settle();
                perSecond.Add(Backlog / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        }
        Directory.Delete(folder, recursive: true);
        Console.WriteLine($"Sequencer, SQLite, backlog of {Backlog:N0} acts");
        Rounds.Against("  numbered, written, hashed again and signed", perSecond, 50_000, "entries/s");
    }
}
