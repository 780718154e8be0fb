using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.Acts.Telemetry;
using SQLitePCL;

namespace Probity.Acts.Changes;

/// <summary>
/// The one connection that writes, on its own thread. It takes whatever waits (up to <see cref="Most"/>) and commits it together
/// with synchronous=FULL: the flush is what costs, so it is shared. The next group forms while the disk works. Nobody is answered before the commit.
/// A savepoint makes SQLite copy every page before it is touched, so a group starts without: only when a change that has written must be undone does
/// the group start again, this time with a savepoint each. So one change that fails never takes another with it.
/// It is also the only connection that checkpoints the WAL (docs/adr/0004).
/// </summary>
public sealed class SqliteWriter : Writer
{
    /// <summary>Changes in one commit. 256 gave the best rate on SQLite; more only lengthens the wait of the first.</summary>
    public const int Most = 256;

    private readonly BlockingCollection<Waiting> _queue = new(new ConcurrentQueue<Waiting>(), 8192);
    private readonly ConcurrentQueue<Waiting> _urgent = new();
    private readonly Thread _thread;
    private readonly SqliteConnection _connection;
    private readonly Work _work;
    private readonly TimeProvider _clock;
    private readonly ILogger<SqliteWriter> _log;
    private readonly List<Waiting> _taken = new(Most);
    private bool _savepoints, _scrub;

    public SqliteWriter(DataFolder folder, IEnumerable<ModelPart> parts, JournalBook book, TimeProvider clock, ILogger<SqliteWriter> log)
    {
        _connection = Connect(folder.Database);
        _work = new Work(_connection, [.. parts], book, this);
        _clock = clock;
        _log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = "probity writer" };
        _thread.Start();
    }

    internal static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        // secure_delete: what an update frees within a page is overwritten, so that a destroyed key is gone from the file; FAST costs no write of its own.
        // temp_store: what a savepoint copies stays in memory; by default SQLite writes it to a temporary file, page by page.
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST; PRAGMA trusted_schema = OFF;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <param name="urgent">Goes before everything that waits: a suspension beats every opening that has not been taken up.</param>
    internal override void Enqueue(Waiting waiting, bool urgent)
    {
        if (urgent) _urgent.Enqueue(waiting);
        // The urgent one also takes a place in the queue, so that the thread wakes; whoever comes to that place finds it done.
        _queue.Add(waiting);
    }

    internal override int Queue => _queue.Count;

    private void Run()
    {
        var group = new List<Waiting>(Most);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            _taken.Clear();
            _savepoints = false;
            try
            {
                var began = Stopwatch.GetTimestamp();
                Execute("BEGIN IMMEDIATE");
                var next = first;
                do
                {
                    while (_urgent.TryDequeue(out var urgent)) Take(urgent, group);
                    Take(next, group);
                }
                while (group.Count < Most && _queue.TryTake(out next));
                Execute("COMMIT");
                Measures.CommitSize.Record(group.Count);
                Measures.CommitTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
                _work.Committed();
                foreach (var done in group) done.Committed();
            }
            catch (Exception fault)
            {
                // Nothing of the group was acknowledged, so nothing is lost that anybody relies on.
                // Its type and number, without its message, which may quote what somebody typed.
                _log.LogError("The database refused a commit of {Count} changes: {Fault} {Code}", _taken.Count, fault.GetType().Name, StoreFaults.Sqlite(fault)?.SqliteExtendedErrorCode);
                try { Execute("ROLLBACK"); } catch (SqliteException) { /* no transaction is open */ }
                _work.Lost();
                // Whoever was taken up is answered, also the one in whose middle it happened and those that were to be tried again after it.
                first.Failed(fault);
                foreach (var waiting in _taken) waiting.Failed(fault);
                continue;
            }
            if (_scrub) EmptyTheLog();
        }
    }

    internal override void Scrub() => _scrub = true;

    /// <summary>The write-ahead log still has the pages as they were. Emptied as soon as no reader stands in it; nobody waits for that.</summary>
    private void EmptyTheLog()
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);";
            using var answer = command.ExecuteReader();
            do
                while (answer.Read())
                    if (answer.FieldCount == 3) _scrub = answer.GetInt64(0) != 0;
            while (answer.NextResult());
        }
        catch (SqliteException fault)
        {
            // What was committed stands in the log and is safe; it is emptied after a later commit.
            _log.LogError("The log of the database could not be emptied: {Code}", fault.SqliteExtendedErrorCode);
        }
        Execute("PRAGMA busy_timeout = 30000");
    }

    private void Take(Waiting waiting, List<Waiting> group)
    {
        if (!waiting.TakeUp()) return;
        _taken.Add(waiting);
        if (_savepoints) ApplyInSavepoint(waiting, group);
        else if (!ApplyPlainly(waiting, group))
        {
            Execute("ROLLBACK");
            _work.Lost();
            Execute("BEGIN IMMEDIATE");
            _savepoints = true;
            Waiting[] again = [.. group, waiting];
            group.Clear();
            foreach (var each in again) ApplyInSavepoint(each, group);
        }
    }

    /// <summary>True where the change stands or has written nothing; false where something must be undone.</summary>
    private bool ApplyPlainly(Waiting waiting, List<Waiting> group)
    {
        var before = raw.sqlite3_total_changes(_connection.Handle);
        var fault = Apply(waiting, out var keep);
        if (!keep && raw.sqlite3_total_changes(_connection.Handle) != before) return false;
        if (fault is null) group.Add(waiting); else waiting.Failed(fault);
        return true;
    }

    private void ApplyInSavepoint(Waiting waiting, List<Waiting> group)
    {
        Execute("SAVEPOINT change");
        var fault = Apply(waiting, out var keep);
        if (!keep) Execute("ROLLBACK TO change");
        Execute("RELEASE change");
        if (fault is null) group.Add(waiting); else waiting.Failed(fault);
    }

    /// <summary>Runs the change; what it did in memory is forgotten if it is not kept. A fault of the disk or the database is thrown: the whole group fails.</summary>
    private Exception? Apply(Waiting waiting, out bool keep)
    {
        keep = false;
        _work.Begin(waiting.Actor, _clock.GetUtcNow());
        try
        {
            keep = waiting.Apply(_work);
            if (keep) _work.Save(); else _work.Undo();
            return null;
        }
        catch (OutdatedException)
        {
            _work.Undo();
            waiting.Outdated();
            return null;
        }
        catch (Exception fault) when (!StoreFaults.OfTheDisk(fault))
        {
            keep = false;
            _work.Undo();
            return fault;
        }
    }

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    private void Execute(string sql)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join(TimeSpan.FromSeconds(30));
        _work.Dispose();
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
        _queue.Dispose();
    }
}
