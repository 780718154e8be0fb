using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Probity.Acts.Ids;

namespace Probity.Acts.Storage;

/// <summary>
/// Connections that can only read, kept open: opening costs more than most queries. Each sees a consistent snapshot per statement (WAL).
/// They are opened read-only, so the writer stays the only one that writes and the only one that checkpoints
/// (SQLite up to 3.51.2 can lose commits when two connections checkpoint at once). On PostgreSQL they come from a pool whose sessions are read-only.
/// </summary>
public sealed class Reads(DataFolder folder, IEnumerable<ModelPart> parts) : IDisposable
{
    private readonly ConcurrentBag<ReadSession> _idle = [];
    private readonly IReadOnlyList<ModelPart> _parts = [.. parts];

    /// <summary>Raw reads for hot paths and cross-agency readers.</summary>
    public ReadSession Rent() => folder.Server is { } server ? new ReadSession(this, server.Reading.OpenConnection())
        : _idle.TryTake(out var session) ? session.Again() : new ReadSession(this, Open());

    /// <summary>EF over the rows of one agency, for ordinary pages. Dispose it.</summary>
    public ProbityDb Open(AgencyId? agency)
    {
        var session = Rent();
        return new ProbityDb(ProbityDb.On(session.Connection), _parts, agency, writes: false) { OnDisposed = session.Dispose };
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = folder.Database,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA query_only = 1; PRAGMA mmap_size = 268435456; PRAGMA cache_size = -8192;";
        command.ExecuteNonQuery();
        return connection;
    }

    internal void Return(ReadSession session)
    {
        // The pool keeps PostgreSQL's connections, and knows which are broken.
        if (folder.Server is null) _idle.Add(session);
        else session.Close();
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session)) session.Close();
    }
}

/// <summary>A rented read-only connection; disposing gives it back.</summary>
public sealed class ReadSession : Session, IDisposable
{
    private readonly Reads _home;
    private int _rented = 1;

    internal ReadSession(Reads home, DbConnection connection)
    {
        _home = home;
        Connection = connection;
        Commands = new PreparedCommands(connection);
    }

    internal DbConnection Connection { get; }
    private protected override PreparedCommands Commands { get; }

    internal ReadSession Again()
    {
        _rented = 1;
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, 0) == 1) _home.Return(this);
    }

    internal void Close()
    {
        Commands.Dispose();
        Connection.Dispose();
    }
}
