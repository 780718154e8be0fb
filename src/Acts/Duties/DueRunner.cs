using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Probity.Acts.Changes;
using Probity.Acts.Storage;

namespace Probity.Acts.Duties;

/// <summary>
/// Does what falls due, on every server of the database: a row is claimed in a short transaction (on PostgreSQL past the rows that another server has locked), done outside it,
/// and crossed off if the claim still stands. One of the readers across agencies (docs/adr/0012). A handful at a time, so that the gate finds the writer free between them.
/// </summary>
public sealed class DueRunner : BackgroundService
{
    private const int Handful = 16, Swept = 1000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1), Kept = TimeSpan.FromDays(30);

    private const string Columns = "agency, id, kind, subject_kind, subject, at, attempts, claimed_until, done_at, failed";
    private const string Ready = "done_at IS NULL AND at <= @p0 AND (claimed_until IS NULL OR claimed_until <= @p0 OR claimed_until > @p3) ORDER BY at LIMIT @p2";
    private static readonly Statement Claim = new(
        $"UPDATE acts_due SET claimed_until = @p1, attempts = attempts + 1 WHERE id IN (SELECT id FROM acts_due WHERE {Ready}) RETURNING {Columns}",
        $"UPDATE acts_due SET claimed_until = @p1, attempts = attempts + 1 WHERE id IN (SELECT id FROM acts_due WHERE {Ready} FOR UPDATE SKIP LOCKED) RETURNING {Columns}");
    private static readonly Statement Next = new("SELECT min(CASE WHEN claimed_until > at THEN claimed_until ELSE at END) FROM acts_due WHERE done_at IS NULL");
    private static readonly Statement Finish = new("UPDATE acts_due SET done_at = @p3, claimed_until = NULL, failed = NULL WHERE agency = @p0 AND id = @p1 AND claimed_until = @p2");
    private static readonly Statement Postpone = new("UPDATE acts_due SET at = @p3, claimed_until = NULL, attempts = @p4, failed = @p5 WHERE agency = @p0 AND id = @p1 AND claimed_until = @p2");
    private static readonly Statement Sweep = new("DELETE FROM acts_due WHERE id IN (SELECT id FROM acts_due WHERE done_at IS NOT NULL AND done_at < @p0 ORDER BY done_at LIMIT @p1)");
    private static readonly Statement Open = new($"SELECT {Columns} FROM acts_due WHERE done_at IS NULL ORDER BY at LIMIT @p0");

    private readonly Dictionary<string, DueKind> _kinds;
    private readonly UnitOfWork _work;
    private readonly Reads _reads;
    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly ILogger<DueRunner> _log;
    private readonly SemaphoreSlim _wake = new(0, 1);

    public DueRunner(IEnumerable<DueKind> kinds, UnitOfWork work, Reads reads, IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueRunner> log)
    {
        (_kinds, _work, _reads, _scopes, _clock, _log) = (kinds.ToDictionary(kind => kind.Name), work, reads, scopes, clock, log);
        LookedAt = clock.GetUtcNow();
        work.Fell += Nudge;
    }

    /// <summary>When it last looked for work, by the clock of this server.</summary>
    public DateTimeOffset LookedAt { get; private set; }

    private void Nudge()
    {
        if (_wake.CurrentCount > 0) return;
        try { _wake.Release(); } catch (Exception fault) when (fault is SemaphoreFullException or ObjectDisposedException) { /* somebody else just did, or the end has come */ }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = LookAgain;
            try
            {
                await RunAll(stoppingToken);
                if (NextAt() is { } next && next - _clock.GetUtcNow() < wait) wait = next - _clock.GetUtcNow();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _log.LogError("What falls due waits for the database: {Fault}", fault.GetType().Name);
            }
            try
            {
                // Another server's commits do not nudge this one, and a clock may be set: look again in any case.
                using var timer = _clock.CreateTimer(_ => Nudge(), null, wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
                await _wake.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Everything that is due now, until nothing is. How many that were. For the command line and tests too.</summary>
    public async Task<int> RunAll(CancellationToken stop = default)
    {
        var count = 0;
        while (!stop.IsCancellationRequested && await Take() is { Count: > 0 } taken)
        {
            count += taken.Count;
            var answers = await Task.WhenAll(taken.Select(due => Run(due, stop)));
            await Change(work =>
            {
                for (var i = 0; i < taken.Count; i++) Close(work, taken[i], answers[i]);
                return 0;
            });
        }
        await Change(work => work.Execute(Sweep, work.Now - Kept, Swept));
        return count;
    }

    /// <summary>What is not done yet, the earliest first.</summary>
    public IReadOnlyList<Due> Waiting(int most)
    {
        using var read = _reads.Rent();
        return read.Query(Open, ToDue, most);
    }

    private DateTimeOffset? NextAt()
    {
        using var read = _reads.Rent();
        return read.First(Next, row => row.MomentOrNull(0), []);
    }

    private async Task<List<Due>> Take()
    {
        LookedAt = _clock.GetUtcNow();
        return await Change(Claimed) ?? [];
    }

    private static List<Due> Claimed(Work work)
    {
        var due = work.Query(Claim, ToDue, work.Now, work.Now + DueRules.Claim, Handful, work.Now + DueRules.Furthest);
        due.Sort((a, b) => a.At.CompareTo(b.At));
        return due;
    }

    private async Task<DueAnswer> Run(Due due, CancellationToken stop)
    {
        if (!_kinds.TryGetValue(due.Kind, out var kind)) return DueAnswer.Failed("acts.due-unknown");
        using var limit = new CancellationTokenSource(DueRules.Patience, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            await using var scope = _scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Viewer>().Is(due.Actor, new HashSet<Rights.Right>());
            return await Task.Run(() => kind.Run(scope.ServiceProvider, due, both.Token), both.Token).WaitAsync(both.Token);
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? DueAnswer.Later(due.At) : DueAnswer.Failed("acts.due-too-slow");
        }
        catch (Exception fault)
        {
            _log.LogError("{Kind} {Due} failed: {Fault}", due.Kind, due.Id, fault.GetType().Name);
            return DueAnswer.Failed("acts.due-fault");
        }
    }

    private static void Close(Work work, Due due, DueAnswer answer)
    {
        if (answer.Code is { } code) work.Execute(Postpone, due.Agency, due.Id, due.ClaimedUntil, DueRules.Again(due.Attempts, work.Now), due.Attempts, code);
        else if (answer.Next is { } next) work.Execute(Postpone, due.Agency, due.Id, due.ClaimedUntil, next, 0, null);
        else work.Execute(Finish, due.Agency, due.Id, due.ClaimedUntil, work.Now);
    }

    /// <summary>Each step compares the claim in the row that it changes, so changes need not wait for one another.</summary>
    private async Task<T?> Change<T>(Func<Work, T> step) => (await _work.Commit<T>(Actor.Installation(default), _ => new Change<T>([], work => step(work)))).Value;

    private static Due ToDue(Row row) => new()
    {
        Agency = row.Id<Ids.AgencyId>(0),
        Id = row.Id<DueId>(1),
        Kind = row.Text(2),
        SubjectKind = row.Text(3),
        Subject = row.Guid(4),
        At = row.Moment(5),
        Attempts = (int)row.Number(6),
        ClaimedUntil = row.MomentOrNull(7),
        DoneAt = row.MomentOrNull(8),
        Failed = row.TextOrNull(9),
    };

    public override void Dispose()
    {
        _work.Fell -= Nudge;
        base.Dispose();
        _wake.Dispose();
    }
}
