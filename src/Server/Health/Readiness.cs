using System.Diagnostics;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Server.Health;

/// <summary>
/// Whether requests can be served, part by part, in two seconds at most. Anyone may ask, so an answer stands for a second and a part that does not answer is asked once, not
/// again for every question.
/// </summary>
public sealed class Readiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Stands = TimeSpan.FromSeconds(1);

    /// <summary>Names no agency because it reads no row of one.</summary>
    private static readonly Statement Schema = new("SELECT count(*) FROM migration");

    private readonly Part[] _parts;
    private readonly Lock _asking = new();
    private Task<IReadOnlyList<(string Name, string Word)>>? _answer;
    private long _askedAt;

    public Readiness(Reads reads, UnitOfWork changes, Sequencer sequencer, DueRunner due, DataFolder folder, TimeProvider clock)
    {
        var started = clock.GetUtcNow();
        _parts =
        [
            new("database", () => Task.Run(() =>
            {
                using var session = reads.Rent();
                session.Number(Schema);
                return HealthRules.Good;
            })),
            // An empty change of the kind that opens a decision: it goes the way of all changes, in a transaction of its own or of others.
            new("writer", async () => (await changes.Commit(Actor.Installation(default), _ => (Outcome<Change<Done>>)new Change<Done>([], _ => Done.It))).Done ? HealthRules.Good : "down"),
            new("ledger", () => Task.Run(() => HealthRules.Ledger(sequencer.State(), started, clock.GetUtcNow(), sequencer.Failing is not null))),
            new("clock", () => Task.Run(() => HealthRules.Clock(sequencer.State().SignedAt, clock.GetUtcNow()))),
            new("disk", () => Task.Run(() => Disk(folder))),
            new("keys", () => Task.Run(() => File.Exists(MasterKey.FileOf(folder.Keys)) ? HealthRules.Good : "missing")),
            new("due", () => Task.FromResult(HealthRules.Due(due.LookedAt, clock.GetUtcNow()))),
        ];
    }

    /// <summary>The ledger and the files may lie on disks of their own; the worst is said.</summary>
    private static string Disk(DataFolder folder) =>
        new[] { folder.Path, folder.Ledger, folder.Blobs }.Select(part => HealthRules.Disk(new DriveInfo(part).AvailableFreeSpace, IsWritable(part))).FirstOrDefault(word => word != HealthRules.Good, HealthRules.Good);

    private static bool IsWritable(string folder)
    {
        try
        {
            using var made = new FileStream(Path.Combine(folder, ".probe"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public Task<IReadOnlyList<(string Name, string Word)>> Look()
    {
        lock (_asking)
        {
            if (_answer is not null && (!_answer.IsCompleted || Stopwatch.GetElapsedTime(_askedAt) < Stands)) return _answer;
            _askedAt = Stopwatch.GetTimestamp();
            return _answer = All();
        }
    }

    private async Task<IReadOnlyList<(string, string)>> All()
    {
        var words = await Task.WhenAll(_parts.Select(part => part.Word(Patience)));
        return [.. _parts.Zip(words, (part, word) => (part.Name, word))];
    }

    private sealed class Part(string name, Func<Task<string>> ask)
    {
        private Task<string>? _asked;

        public string Name { get; } = name;

        public async Task<string> Word(TimeSpan patience)
        {
            try
            {
                if (_asked is null or { IsCompleted: true }) _asked = ask();
                return await _asked.WaitAsync(patience);
            }
            catch (TimeoutException)
            {
                return "slow";
            }
            catch (Exception)
            {
                return "down";
            }
        }
    }
}
