using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Probity.Given;

/// <summary>
/// Which database a test stands on: SQLite in its data directory, or with PROBITY_TEST_DATABASE=postgres a database of its own on one PostgreSQL server per test
/// process, made from the distribution's binaries. The server stops when the process ends, however it ends: it waits on the process's pipe.
/// </summary>
internal static class TestDatabase
{
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("PROBITY_TEST_DATABASE") == "postgres";

    /// <summary>The connection string for a data directory, the same whenever the directory is opened again; null on SQLite.</summary>
    public static string? For(string folder) => IsPostgres ? OnServer(folder) : null;

    /// <summary>As <see cref="For"/>, whichever database the other tests stand on.</summary>
    public static string OnServer(string folder) => Known.GetOrAdd(folder, _ =>
    {
        var name = "test_" + Guid.NewGuid().ToString("N");
        Run(Connection("postgres"), $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
        return Connection(name);
    });

    /// <summary>The database is gone; the directory remains.</summary>
    public static void Lose(string folder)
    {
        if (IsPostgres) Known.TryRemove(folder, out _);
        else File.Delete(Path.Combine(folder, "probity.db"));
    }

    /// <summary>Changes what is stored behind the program's back.</summary>
    public static void Tamper(string folder, string sqlite, string postgres)
    {
        if (IsPostgres)
        {
            Run(OnServer(folder), postgres);
            return;
        }
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "probity.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sqlite;
        command.ExecuteNonQuery();
    }

    /// <summary>Whether these words stand anywhere in what was written, readable.</summary>
    public static bool Stores(string folder, string words)
    {
        if (!IsPostgres) return File.ReadAllBytes(Path.Combine(folder, "probity.db-wal")).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0;
        var hex = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(words));
        return Scalar(OnServer(folder), $"""
            SELECT bool_or(position('{words}' IN whole) + position('{hex}' IN whole) > 0) FROM (
              SELECT query_to_xml('SELECT t::text FROM ' || quote_ident(table_name) || ' t', true, false, '')::text AS whole
              FROM information_schema.tables WHERE table_schema = 'public') AS tables
            """) is true;
    }

    private static readonly ConcurrentDictionary<string, string> Known = new();
    private static readonly Lazy<string> Sockets = new(Start);

    private static string Connection(string database) => $"Host={Sockets.Value};Username=probity;Database={database}";

    private static void Run(string connection, string sql) => Scalar(connection, sql);

    private static object? Scalar(string connection, string sql)
    {
        using var session = new NpgsqlConnection(connection + ";Pooling=false");
        session.Open();
        using var command = session.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>As root PostgreSQL refuses to run, so it runs as the distribution's own account.</summary>
    private const string Script = """
        set -e
        PATH="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1):$PATH"
        dir=$(mktemp -d -t probity-pg-XXXXXX)
        as() { "$@"; }
        if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }; fi
        cd "$dir"
        as initdb -D "$dir/data" -U probity --locale=C -E UTF8 -A trust --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
        as postgres -D "$dir/data" -c listen_addresses= -c unix_socket_directories="$dir" -c max_connections=400 -c max_wal_size=2GB </dev/null >"$dir.log" 2>&1 &
        server=$!
        until pg_isready -h "$dir" -q; do kill -0 $server || { cat "$dir.log" >&2; exit 1; }; sleep 0.1; done
        echo "$dir"
        cat >/dev/null
        kill -QUIT "$(head -1 "$dir/data/postmaster.pid")"; wait $server || true
        rm -rf "$dir" "$dir.log"
        """;

    private static Process? _keeper;

    private static string Start()
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        // Held for as long as the process lives: its pipe is what the server waits on.
        _keeper = Process.Start(start)!;
        return _keeper.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL did not start. Its server binaries are needed: install postgresql.");
    }
}
