using Npgsql;

namespace Probity.Acts.Changes;

/// <summary>What a fault of PostgreSQL means for a change (PostgreSQL manual, appendix A). EF wraps them.</summary>
internal static class PostgresFaults
{
    /// <summary>
    /// Another transaction was in the way: a serialization failure, a deadlock, or a key that another one took at the same moment, which the verb sees and
    /// refuses when it is asked again.
    /// </summary>
    public static bool Conflict(Exception fault) => Of(fault) is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation };

    /// <summary>The connection is gone (08), the server is short of something (53), is stopping or was told to (57), took no writes (25006), or its disk failed (58).</summary>
    public static bool Unavailable(Exception fault) => Of(fault) switch
    {
        PostgresException server => server.SqlState is "25006" || server.SqlState[..2] is "08" or "53" or "57" or "58" or "28" or "3D",
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>No answer came. A server that says no (any <see cref="PostgresException"/>) has answered, but for one that ends the session while it commits.</summary>
    public static bool ConnectionLost(Exception fault) => Of(fault) switch
    {
        PostgresException server => server.SqlState[..2] is "08" or "57",
        NpgsqlException => true,
        _ => fault is IOException or ObjectDisposedException,
    };

    private static NpgsqlException? Of(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is NpgsqlException npgsql) return npgsql;
        return null;
    }
}
