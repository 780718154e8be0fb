using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Ledger.Notes;
using Probity.Ledger.Verification;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Kills;

/// <summary>A PostgreSQL primary with a synchronous standby, killed under load: nothing that was acknowledged is lost, and the gate goes on over the standby.</summary>
public sealed class StandbyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-standby-").FullName;

    [Fact]
    public async Task The_primary_is_killed_under_load_the_standby_is_promoted_and_nothing_that_was_acknowledged_is_lost()
    {
        using var pair = Pair.Start();
        var data = Path.Combine(_folder, "data");
        var acknowledged = new ConcurrentBag<string>();
        await using (var app = ProbityServer.Build(new ServerOptions { Data = data, Database = pair.Database, Port = 0, Strict = true }))
        {
            await app.StartAsync();
            var world = await World.Make(app.Services);
            var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            var openers = Enumerable.Range(0, 8).Select(n => Task.Run(() => Open(address, world, n, acknowledged, stop.Token))).ToArray();

            await Until(() => acknowledged.Count >= 200, stop.Token);
            pair.KillPrimary();
            var before = acknowledged.Count;
            await pair.Promote();
            await Until(() => acknowledged.Count >= before + 200, stop.Token);
            await stop.CancelAsync();
            await Task.WhenAll(openers);

            using (var read = app.Services.GetRequiredService<Reads>().Rent())
                foreach (var id in acknowledged) read.Number(new Statement("SELECT count(*) FROM judgement_decision WHERE agency = @p0 AND id = @p1"), world.Agency, Guid.Parse(id)).ShouldBe(1, id);
            var sequencer = app.Services.GetRequiredService<Sequencer>();
            await sequencer.Settle();
            sequencer.State().Frozen.ShouldBeNull();
            VerifierKey.TryParse(app.Services.GetRequiredService<LogKey>().VerifierKey, out var key).ShouldBeTrue();
            var report = await Fsck.Run(path => Task.FromResult(File.Exists(Path.Combine(data, "ledger", path)) ? File.ReadAllBytes(Path.Combine(data, "ledger", path)) : null), key, new FsckOptions { EntriesOnly = true }, default);
            report.Sound.ShouldBeTrue(string.Join(", ", report.Faults));
            await app.StopAsync();
        }
    }

    /// <summary>A case system that does not give up: what was not answered is sent again with the same key.</summary>
    private static async Task Open(Uri address, World world, int opener, ConcurrentBag<string> acknowledged, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", world.ClientKey);
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            HttpStatusCode status;
            do
            {
                using var answer = await GateServer.Open(client, GateServer.Opening(world, $"PV-{opener}-{n}"), $"{opener}-{n}");
                if ((status = answer.StatusCode) == HttpStatusCode.Created)
                    acknowledged.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(default(CancellationToken))).GetProperty("id").GetString()!);
            }
            while (status != HttpStatusCode.Created && !stop.IsCancellationRequested);
        }
    }

    private static async Task Until(Func<bool> wanted, CancellationToken stop)
    {
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!wanted()) await often.WaitForNextTickAsync(stop);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Two clusters of the distribution's PostgreSQL, the second streaming from the first, which answers a commit only when both have it on disk.</summary>
    private sealed class Pair : IDisposable
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

        private Pair(Process keeper, string[] said)
        {
            (_keeper, _first) = (keeper, int.Parse(said[2], null));
            Database = $"Host=127.0.0.1:{said[0]},127.0.0.1:{said[1]};Username=probity;Database=probity;Timeout=5";
            _two = $"Host=127.0.0.1;Port={said[1]};Username=probity;Database=probity;Pooling=false";
        }

        public string Database { get; }

        public static Pair Start()
        {
            var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(Script);
            var keeper = Process.Start(start)!;
            return new Pair(keeper, (keeper.StandardOutput.ReadLine() ?? throw new InvalidOperationException("PostgreSQL did not start. Its server binaries are needed: install postgresql.")).Split(' '));
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

        public void Dispose()
        {
            _keeper.StandardInput.Close();
            _keeper.WaitForExit(TimeSpan.FromSeconds(20));
            _keeper.Dispose();
        }
    }
}
