using Npgsql;

namespace Probity.Acts.Storage;

/// <summary>
/// A database on a PostgreSQL server: one pool that may write, for the unit of work, and one whose sessions are read-only, for everybody else.
/// The connection string may hold a password and is never shown.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    public PostgresServer(string connection)
    {
        // Durability is not the database administrator's to lower: an answer means that the commit is on disk.
        Writing = Pool(connection, "-c synchronous_commit=on", PostgresWriterConnections);
        Reading = Pool(connection, "-c default_transaction_read_only=on", 64);
        Listening = Pool(connection, "-c default_transaction_read_only=on", 1);
    }

    private const int PostgresWriterConnections = 24;

    public NpgsqlDataSource Writing { get; }
    public NpgsqlDataSource Reading { get; }

    /// <summary>The one connection on which other servers are heard.</summary>
    public NpgsqlDataSource Listening { get; }

    private static NpgsqlDataSource Pool(string connection, string options, int most)
    {
        var pool = new NpgsqlConnectionStringBuilder(connection)
        {
            MaxPoolSize = most,
            MaxAutoPrepare = 256,
            AutoPrepareMinUsages = 2,
            ApplicationName = "probity",
            IncludeErrorDetail = false, // details name values
        };
        pool.Options = string.IsNullOrEmpty(pool.Options) ? options : pool.Options + " " + options;
        var built = new NpgsqlDataSourceBuilder(pool.ConnectionString);
        // A primary and its standbys: whichever takes writes now. Reading elsewhere would show a person less than they just recorded.
        return pool.Host!.Contains(',', StringComparison.Ordinal) ? built.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary) : built.Build();
    }

    /// <summary>Whether this text can be taken as a connection string at all: it names a server and a database.</summary>
    public static bool IsConnection(string text)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            return !string.IsNullOrEmpty(parts.Host) && !string.IsNullOrEmpty(parts.Database);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Listening.Dispose();
        Reading.Dispose();
        Writing.Dispose();
    }
}
