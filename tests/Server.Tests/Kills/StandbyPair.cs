using System.Diagnostics;
using Npgsql;

namespace Probity.Server.Tests.Kills;

/// <summary>Two clusters of the distribution's PostgreSQL, the second streaming from the first, which answers a commit only when both have it on disk.</summary>
internal sealed class StandbyPair : IDisposable
{
    private const string Script = """
        set -e
        PATH="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1):$PATH"
        dir=$(mktemp -d -t probity-pair-XXXXXX)
        as() { "$@"; }
        if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }; fi
        cd "$dir"
        port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
        one=$(port); two=$(port)
        serve() { as postgres -D "$dir/$1" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories="$dir" -c max_connections=200 -c "synchronous_standby_names=$3" </dev/null >"$dir/$1.log" 2>&1 & }
        up() { until pg_isready -h 127.0.0.1 -p "$1" -q; do kill -0 $2 || { cat "$dir/$3.log" >&2; exit 1; }; sleep 0.1; done; }
        as initdb -D "$dir/one" -U probity --locale=C -E UTF8 -A trust --no-sync >"$dir/initdb.log" 2>&1
        serve one $one ''; first=$!; up $one $first one
        as createdb -h 127.0.0.1 -p $one -U probity -T template0 -E UTF8 --lc-collate=C --lc-ctype=C probity
        as pg_basebackup -h 127.0.0.1 -p $one -U probity -D "$dir/two" -R -X stream -c fast --no-sync >"$dir/copy.log" 2>&1
        serve two $two ''; second=$!; up $two $second two
        as psql -h 127.0.0.1 -p $one -U probity -d probity -qc "ALTER SYSTEM SET synchronous_standby_names = '*'" -c "SELECT pg_reload_conf()" >/dev/null
        down() { kill -$1 "$(head -1 "$dir/$2/postmaster.pid")" 2>/dev/null || true; }
        down QUIT one; wait $first || true
        as postgres -D "$dir/one" -p $one -c listen_addresses=127.0.0.1 -c unix_socket_directories="$dir" -c max_connections=200 </dev/null >"$dir/one.log" 2>&1 & first=$!
        up $one $first one
        until [ "$(as psql -h 127.0.0.1 -p $one -U probity -d probity -Atc "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")" = 1 ]; do sleep 0.1; done
        echo "$one $two $(head -1 "$dir/one/postmaster.pid")"
        cat >/dev/null
        down QUIT one; down QUIT two
        wait || true
        rm -rf "$dir"
        """;

    private readonly Process _keeper;
    private readonly int _first;
    private readonly string _two;

    private StandbyPair(Process keeper, string[] said)
    {
        (_keeper, _first) = (keeper, int.Parse(said[2], null));
        Database = $"Host=127.0.0.1:{said[0]},127.0.0.1:{said[1]};Username=probity;Database=probity;Timeout=5";
        _two = $"Host=127.0.0.1;Port={said[1]};Username=probity;Database=probity;Pooling=false";
    }

    public string Database { get; }

    public static StandbyPair Start()
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        var keeper = Process.Start(start)!;
        return new StandbyPair(keeper, (keeper.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL did not start. Its server binaries are needed: install postgresql.")).Split(' '));
    }

    /// <summary>At once and without a last word, as a machine that loses its power.</summary>
    public void KillPrimary()
    {
        using var kill = Process.Start("bash", ["-c", $"kill -STOP {_first}; pkill -KILL -P {_first}; kill -KILL {_first}"]);
        kill.WaitForExit();
    }

    public async Task Promote()
    {
        await using var session = new NpgsqlConnection(_two);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_promote(true, 60)", session);
        (await command.ExecuteScalarAsync()).ShouldBe(true);
    }

    /// <summary>On whichever of the two is the primary.</summary>
    public void Tell(params string[] sql)
    {
        using var session = new NpgsqlConnection(Database + ";Pooling=false;Target Session Attributes=primary");
        session.Open();
        foreach (var one in sql)
        {
            using var command = new NpgsqlCommand(one, session);
            command.ExecuteNonQuery();
        }
    }

    /// <summary>From now on a commit waits for standbys of this name; returns once the primary says so and has looked at its standby again.</summary>
    public async Task WaitFor(string name)
    {
        Tell($"ALTER SYSTEM SET synchronous_standby_names = '{name}'", "SELECT pg_reload_conf()");
        await using var session = new NpgsqlConnection(Database + ";Pooling=false;Target Session Attributes=primary");
        await session.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT current_setting('synchronous_standby_names') = '{name}' AND (SELECT bool_and(sync_state = 'async') FROM pg_stat_replication)", session);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await command.ExecuteScalarAsync(patience.Token) is not true) await often.WaitForNextTickAsync(patience.Token);
    }

    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit(TimeSpan.FromSeconds(20));
        _keeper.Dispose();
    }
}
