using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Probity.Acts.Storage;
using Probity.Server;

namespace Probity.Cli.Doctor;

/// <summary>Asks the database, on a connection that can only read, whether or not a server runs.</summary>
internal static class DatabaseLooks
{
    private static readonly Statement Applied = new("SELECT room, number, hash FROM migration");
    private static readonly Statement Whole = new("PRAGMA quick_check(1)");
    private static readonly Statement State = new("SELECT signed_at, frozen FROM acts_ledger WHERE id = 1");
    private static readonly Statement Unnumbered = new("SELECT count(*) FROM acts_journal WHERE leaf_index IS NULL");
    private static readonly Statement Newest = new("SELECT max(at) FROM (SELECT at FROM acts_journal WHERE leaf_index IS NOT NULL ORDER BY leaf_index DESC LIMIT 256) AS last");
    private static readonly Statement Now = new("SELECT 0", "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
    private static readonly Statement Server = new("SELECT 0", """
        SELECT current_setting('server_version_num')::bigint, current_setting('fsync')::bool, current_setting('full_page_writes')::bool,
          (SELECT datcollate IN ('C', 'POSIX') AND pg_encoding_to_char(encoding) = 'UTF8' FROM pg_database WHERE datname = current_database()),
          current_setting('synchronous_standby_names'), (SELECT CASE WHEN bool_or(sync_state IS NULL) THEN NULL ELSE count(*) FILTER (WHERE sync_state IN ('sync', 'quorum')) END FROM pg_stat_replication), current_setting('max_connections')::bigint
        """);

    public static IReadOnlyList<Finding> Look(DataFolder folder, bool running, TimeProvider clock)
    {
        var findings = new List<Finding>();
        try
        {
            using var reads = new Reads(folder, Rooms.Parts);
            using var read = reads.Rent();
            if (read.IsPostgres) findings.AddRange(DoctorRules.Postgres(Postgres(read, clock)));
            else if (read.Query(Whole, row => row.Text(0)) is ["ok"]) findings.Add(Finding.Good("database", "database-whole"));
            else findings.Add(Finding.Fault("database", "database-damaged"));
            var schema = Schema(read);
            findings.Add(DoctorRules.Schema(schema));
            if (schema is { Newer: null, Altered: null }) findings.AddRange(DoctorRules.Ledger(Ledger(read), running, clock.GetUtcNow()));
        }
        catch (Exception fault) when (fault is SqliteException or NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or IOException or UnauthorizedAccessException)
        {
            findings.Add((fault as PostgresException)?.SqlState switch
            {
                "28P01" or "28000" => Finding.Fault("database", "database-password"), // PostgreSQL, appendix A
                "3D000" => Finding.Fault("database", "database-unknown"),
                "42P01" => Finding.Fault("database", "database-empty"),
                { } state => Finding.Fault("database", "database-refused", ("code", state)),
                _ when fault is SqliteException { SqliteErrorCode: 1 } => Finding.Fault("database", "database-empty"), // SQLITE_ERROR: there is no such table
                _ when fault is SqliteException sqlite => Finding.Fault("database", sqlite.SqliteErrorCode is 11 or 26 ? "database-damaged" : "database-refused", ("code", sqlite.SqliteErrorCode)),
                _ => Finding.Fault("database", "database-unreached"),
            });
        }
        return findings;
    }

    private static SeenPostgres Postgres(ReadSession read, TimeProvider clock)
    {
        read.Number(Now); // the first question also opens the plan
        var (before, asked) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        var theirs = DateTimeOffset.FromUnixTimeMilliseconds(read.Number(Now));
        var ours = before + Stopwatch.GetElapsedTime(asked) / 2;
        return read.First(Server, row => new SeenPostgres(row.Number(0), row.Flag(1), row.Flag(2), row.Flag(3), row.Text(4), row.NumberOrNull(5), row.Number(6), theirs - ours), [])!;
    }

    private static SeenSchema Schema(ReadSession read)
    {
        var known = Migrator.Of(Rooms.Parts, read.IsPostgres).ToDictionary(migration => $"{migration.Room} {migration.Number:0000}", migration => migration.Hash);
        var applied = read.Query(Applied, row => (Name: $"{row.Text(0)} {row.Number(1):0000}", Hash: row.Text(2)));
        return new(applied.Select(one => one.Name).FirstOrDefault(name => !known.ContainsKey(name)), known.Keys.Except(applied.Select(one => one.Name)).Count(),
            applied.FirstOrDefault(one => known.TryGetValue(one.Name, out var hash) && hash != one.Hash).Name);
    }

    private static SeenLedger Ledger(ReadSession read)
    {
        var (signed, frozen) = read.First(State, row => (row.MomentOrNull(0), !row.IsNull(1)), []);
        return new(signed, frozen, read.Number(Unnumbered), read.First(Newest, row => row.MomentOrNull(0), []));
    }
}
