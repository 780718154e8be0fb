using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Settings;
using Probity.Acts.Storage;
using Probity.Judgement.Receipts;
using Probity.People.Agencies;
using Probity.PortVerrin.Telling;
using Probity.Registry.Live;
using Actor = Probity.Acts.Actor;

namespace Probity.PortVerrin.Scale;

/// <param name="Decisions">To be opened in a year; each brings about ten acts.</param>
public sealed record Amounts(int People = 1_000, int Uses = 2_000, long Decisions = 5_000_000)
{
    /// <summary>What one decision takes on the disk with everything about it, in database and ledger.</summary>
    public const long BytesADecision = 22_000;

    public static readonly (int People, int Uses) Fewest = (Crowd.Fewest, 69);

    public bool Possible => People >= Fewest.People && Uses >= Fewest.Uses && Decisions >= 0;

    internal string Text(DateTimeOffset end) => string.Create(CultureInfo.InvariantCulture, $"{People} {Uses} {Decisions} {end.ToUnixTimeSeconds()}");
}

/// <summary>How a run ended: <see cref="Whole"/>, stopped on the way and to be gone on with, or not begun.</summary>
public enum Generated { Whole, Stopped, OtherContent, NoRoom }

/// <summary>
/// A large agency for trying out how everything behaves at its size. Its people, uses and permissions come through the verbs; its decisions are those of Port Verrin, written again
/// with other people, cases and times (<see cref="Pattern"/>), under keys of their own. The same amounts give the same agency. A run that is stopped goes on where it was.
/// </summary>
public static class VerrinCoast
{
    public static readonly AgencyId Agency = Ground.Id;

    private const string Setting = "generator", Place = "generator.hour";

    /// <summary>Hours between two signed states of the ledger.</summary>
    private const int SignEvery = 96;

    private const long InOneCommit = 600;

    /// <param name="told">Decisions written, of how many; acts in the ledger.</param>
    /// <exception cref="DataFolderRefused">Another process holds the directory, or its database is gone while its ledger remains.</exception>
    public static async Task<Generated> Generate(string path, Amounts amounts, DateTimeOffset now, Action<long, long, long>? told = null, CancellationToken stop = default)
    {
        var end = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero);
        var begins = end - Ground.Span - Ground.Preparing;
        var crowd = new Crowd(amounts.People);
        var clock = new StoryClock(StoryClock.Opening);
        // Somewhere before everything: where a stopped run goes on is known only when the directory is open.
        clock.SetTo(now.AddYears(-20));
        if (!File.Exists(Path.Combine(path, "probity.db")))
        {
            if (Room(path) < amounts.Decisions * Amounts.BytesADecision) return Generated.NoRoom;
            await Begin(path, crowd, amounts, begins, end, clock);
        }

        using var sample = new Staging(path);
        await PortVerrinSample.Fill(sample.Path, now);
        var services = PortVerrinSample.Rooms(DataFolder.Open(path), clock, Ground.LedgerOrigin);
        await using (services)
        {
            var (work, sequencer, reads) = (services.GetRequiredService<UnitOfWork>(), services.GetRequiredService<Sequencer>(), services.GetRequiredService<Reads>());
            string? said, place;
            using (var read = reads.Rent()) (said, place) = (read.Setting(Ground.Id, Setting), read.Setting(Ground.Id, Place));
            if (said is null || said.Split(' ') is not [.., var ended] || amounts.Text(DateTimeOffset.FromUnixTimeSeconds(long.Parse(ended, CultureInfo.InvariantCulture))) != said) return Generated.OtherContent;
            end = DateTimeOffset.FromUnixTimeSeconds(long.Parse(ended, CultureInfo.InvariantCulture));

            var hours = new Hours(end - Ground.Span, (int)Ground.Span.TotalHours, amounts.Decisions);
            var planning = new Planning(crowd, hours, end, amounts.Uses, await Patterns(sample.Path, clock), services.GetRequiredService<LiveUses>(), services.GetRequiredService<JournalBook>(), services.GetRequiredService<DataKeys>(), services.GetRequiredService<PersonMarks>());
            await sequencer.NumberAll();
            var leaf = sequencer.State().Size;
            // Small amounts take several hours at a time: a commit costs the same for few rows as for many.
            var together = (int)Math.Clamp(InOneCommit * hours.Count / Math.Max(1, amounts.Decisions), 1, 7 * 24);
            var hour = place is null ? 0 : int.Parse(place, CultureInfo.InvariantCulture);
            var coming = Coming(hour);
            var signedAt = hour;
            while (hour < hours.Count)
            {
                var made = await coming;
                hour = Math.Min(hour + together, hours.Count);
                leaf += made.Sum(one => one.Acts);
                if (!stop.IsCancellationRequested) coming = Coming(hour);
                clock.SetTo(hours.Start(hour));
                Story.Must(await work.Commit<Done>(Actor.Installation(Ground.Id), write =>
                {
                    foreach (var one in made) one.Write(write);
                    write.PutSetting(Ground.Id, Place, hour.ToString(CultureInfo.InvariantCulture));
                    return Done.It;
                }));
                await sequencer.NumberAll();
                told?.Invoke(hours.Before(hour), amounts.Decisions, leaf);
                if (stop.IsCancellationRequested) break;
                if (hour - signedAt < SignEvery) continue;
                await sequencer.WriteAndSign();
                signedAt = hour;
            }
            await sequencer.Settle();
            reads.Dispose();
            return hour == hours.Count ? Generated.Whole : Generated.Stopped;

            Task<List<HourOfDecisions>> Coming(int from)
            {
                var first = leaf;
                return Task.Run(() =>
                {
                    var coming = new List<HourOfDecisions>();
                    for (var hour = from; hour < Math.Min(from + together, hours.Count); hour++)
                    {
                        coming.Add(planning.Hour(hour));
                        coming[^1].Seal(services.GetRequiredService<JournalBook>(), first);
                        first += coming[^1].Acts;
                    }
                    return coming;
                });
            }
        }
    }

    /// <summary>The agency before its first decision, moved to its place when it is whole.</summary>
    private static async Task Begin(string path, Crowd crowd, Amounts amounts, DateTimeOffset begins, DateTimeOffset end, StoryClock clock)
    {
        using var staging = new Staging(path);
        var services = PortVerrinSample.Rooms(DataFolder.Open(staging.Path), clock, Ground.LedgerOrigin);
        await using (services)
        {
            var story = new Story(clock);
            ActivatorUtilities.CreateInstance<Ground>(services).Write(story, crowd, amounts.Uses, begins);
            await story.Tell(_ => { });
            Story.Must(await services.GetRequiredService<UnitOfWork>().Commit<Done>(Actor.Installation(Ground.Id), work =>
            {
                work.PutSetting(Ground.Id, Setting, amounts.Text(end));
                return Done.It;
            }));
            await services.GetRequiredService<Sequencer>().Settle();
            services.GetRequiredService<Reads>().Dispose();
        }
        using (DataFolder.Open(path)) staging.MoveToPlace();
    }

    private static async Task<IReadOnlyList<Pattern>> Patterns(string sample, StoryClock clock)
    {
        var services = PortVerrinSample.Rooms(DataFolder.Open(sample), clock);
        await using (services)
        {
            _ = services.GetRequiredService<AgencyBook>().All;
            return new PatternReading(services).All();
        }
    }

    private static long Room(string path)
    {
        var full = Path.GetFullPath(path);
        while (!Directory.Exists(full)) full = Path.GetDirectoryName(full)!;
        return new DriveInfo(full).AvailableFreeSpace;
    }
}
