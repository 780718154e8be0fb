using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.Acts.Telemetry;

namespace Probity.Acts.Changes;

/// <summary>
/// One transaction per change (docs/adr/0010). Changes that check their ground run side by side at READ COMMITTED: the rows they rely on are locked FOR SHARE while
/// they are asked again. Ordinary verbs read and decide inside, so they run SERIALIZABLE, one after another in this process: among few rows PostgreSQL's conflict
/// detection cannot tell neighbours apart and would refuse verbs that have nothing to do with each other. Other servers' verbs conflict only where they meet, and the
/// verb is then asked again. An urgent verb has its own thread, and a lock that every opening shares: its queue is fair, which the one for a row is not.
/// </summary>
public sealed class PostgresWriter : Writer
{
    private const int SideBySide = 8;

    /// <summary>A number of our own among the advisory locks of the database ("probity" and what it is for).</summary>
    internal const long OpeningLock = 0x70726f62_00000001, SequencerLock = 0x70726f62_00000002;

    private readonly BlockingCollection<Waiting> _ordinary = [], _checking = [], _urgent = [];
    private readonly List<Thread> _threads = [];
    private readonly PostgresServer _server;
    private readonly IReadOnlyList<ModelPart> _parts;
    private readonly JournalBook _book;
    private readonly TimeProvider _clock;
    private readonly ILogger<PostgresWriter> _log;

    public PostgresWriter(DataFolder folder, IEnumerable<ModelPart> parts, JournalBook book, TimeProvider clock, ILogger<PostgresWriter> log)
    {
        (_server, _parts, _book, _clock, _log) = (folder.Server!, [.. parts], book, clock, log);
        Begin(_ordinary, urgent: false);
        Begin(_urgent, urgent: true);
        for (var i = 0; i < SideBySide; i++) Begin(_checking, urgent: false);
    }

    private void Begin(BlockingCollection<Waiting> queue, bool urgent)
    {
        var thread = new Thread(() =>
        {
            foreach (var waiting in queue.GetConsumingEnumerable()) Make(waiting, urgent);
        }) { IsBackground = true, Name = "probity writer" };
        thread.Start();
        _threads.Add(thread);
    }

    internal override void Enqueue(Waiting waiting, bool urgent) => (urgent ? _urgent : waiting.ChecksItsGround ? _checking : _ordinary).Add(waiting);

    internal override int Queue => _ordinary.Count + _checking.Count + _urgent.Count;

    private void Make(Waiting waiting, bool urgent)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var connection = _server.Writing.OpenConnection();
            // Before the transaction begins, so that what it sees is no older than the lock.
            if (urgent) Execute(connection, $"SELECT pg_advisory_lock({OpeningLock})");
            try
            {
                using var transaction = connection.BeginTransaction(waiting.ChecksItsGround ? IsolationLevel.ReadCommitted : IsolationLevel.Serializable);
                if (waiting.ChecksItsGround) Execute(connection, $"SELECT pg_advisory_xact_lock_shared({OpeningLock})");
                Apply(waiting, connection, transaction);
            }
            finally
            {
                if (urgent && connection.FullState == ConnectionState.Open) Execute(connection, $"SELECT pg_advisory_unlock({OpeningLock})");
            }
            Measures.CommitSize.Record(1);
            Measures.CommitTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
            waiting.Committed();
        }
        catch (Exception fault) when (fault is OutdatedException || PostgresFaults.Conflict(fault))
        {
            waiting.Outdated();
            waiting.Committed();
        }
        catch (Exception fault)
        {
            // Not acknowledged, so nothing is lost that anybody relies on. The pool drops what is broken.
            if (PostgresFaults.Unavailable(fault)) _log.LogError("The database did not take a change: {Fault}", fault.GetType().Name);
            waiting.Failed(fault);
        }
    }

    private void Apply(Waiting waiting, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        using var work = new Work(connection, _parts, _book, this);
        work.Begin(waiting.Actor, _clock.GetUtcNow());
        if (!waiting.Apply(work))
        {
            transaction.Rollback();
            return;
        }
        work.Save();
        try
        {
            transaction.Commit();
        }
        catch (Exception fault) when (PostgresFaults.ConnectionLost(fault))
        {
            throw new InDoubtException(fault);
        }
        work.Committed();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        foreach (var queue in new[] { _ordinary, _checking, _urgent }) queue.CompleteAdding();
        foreach (var thread in _threads) thread.Join(TimeSpan.FromSeconds(30));
        foreach (var queue in new[] { _ordinary, _checking, _urgent }) queue.Dispose();
    }
}
