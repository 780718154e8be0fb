using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
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
        using var pair = StandbyPair.Start();
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
}
