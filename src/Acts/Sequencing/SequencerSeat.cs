using System.Data.Common;
using Npgsql;
using Probity.Acts.Changes;
using Probity.Acts.Storage;

namespace Probity.Acts.Sequencing;

/// <summary>
/// The one seat of a database from which a ledger is written. Over SQLite the lock of the data directory gives it; on PostgreSQL it is a session's advisory lock, which
/// the server releases when that session ends, so that another server sits down within a second of a crash. The epoch fences whoever has not noticed.
/// </summary>
internal sealed class SequencerSeat(DataFolder folder) : IDisposable
{
    private NpgsqlConnection? _session;

    /// <summary>Other servers may work on the same database.</summary>
    public bool IsShared => folder.Server is not null;

    /// <summary>Whether this process has the seat now; it sits down if the seat is free.</summary>
    /// <param name="newly">It did not have it before.</param>
    public bool Take(out bool newly)
    {
        newly = false;
        if (folder.Server is not { } server) return true;
        try
        {
            if (_session is not null)
            {
                Ask(_session, "SELECT true");
                return true;
            }
            var session = server.Writing.OpenConnection();
            if (newly = Ask(session, $"SELECT pg_try_advisory_lock({PostgresWriter.SequencerLock})")) _session = session;
            else session.Dispose();
            return newly;
        }
        catch (DbException)
        {
            Leave();
            return false;
        }
    }

    private static bool Ask(NpgsqlConnection session, string sql)
    {
        using var command = session.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is true;
    }

    private void Leave()
    {
        _session?.Dispose();
        _session = null;
    }

    public void Dispose()
    {
        try
        {
            if (_session is not null) Ask(_session, $"SELECT pg_advisory_unlock({PostgresWriter.SequencerLock})");
        }
        catch (DbException)
        {
            // Then the server has released it.
        }
        Leave();
    }
}
