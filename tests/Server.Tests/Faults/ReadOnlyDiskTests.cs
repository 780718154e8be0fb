using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Faults;

/// <summary>The disk turns read-only: under a running server, as the kernel does when it fails, and before the start.</summary>
public sealed class ReadOnlyDiskTests
{
    [FactOnASmallDisk(mayFail: true)]
    public async Task A_disk_that_turns_read_only_refuses_every_change_and_after_its_repair_everything_answered_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("probity-repaired-").FullName;
        using var disk = SmallDisk.ThatMayFail(Path.Combine(folder, "disk"));
        var acknowledged = new List<string>();
        Given.World world;
        await using (var server = new OnAnother(disk.Path))
        {
            await server.InitializeAsync();
            world = server.World;
            using var system = server.CaseSystem();
            using var officer = await server.SignedIn(world.Officer);
            for (var n = 0; n < 5; n++) acknowledged.Add(await server.Opened(GateServer.Opening(world, $"PV-2026-{n:d5}", world.Officer)));
            disk.TurnReadOnly();
            using (var refused = await GateServer.Open(system, GateServer.Opening(world, "PV-2026-RO", world.Officer), "read-only")) (await Whole.Refused(refused)).ShouldBe("acts.store-unavailable");
            var token = GateServer.Token(await officer.GetStringAsync("/me/away"));
            using (var page = await officer.PostAsync("/sign-out", new FormUrlEncodedContent([new("form", token)]))) (await Whole.Refused(page)).ShouldContain("<html");
            await Whole.Until(() => FullDiskTests.Ready(server).Result is { } said && said["disk"] == "read-only" && said["ledger"] is "stuck" or "good", TimeSpan.FromSeconds(20), () => string.Join(", ", FullDiskTests.Ready(server).Result));
            (await system.GetAsync($"/api/v1/decisions/{acknowledged[0]}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await officer.GetAsync("/decisions")).StatusCode.ShouldBe(HttpStatusCode.OK);
            Whole.Holds(server.App.Services, world.Agency, acknowledged);
        }
        // Nothing could be checked out of the way: it starts on what the disk has.
        var (exit, said) = await ServedProcess.Run("serve", "--data", disk.Path, "--port", "0");
        exit.ShouldBe(1, said);
        said.ShouldContain("read-only");
        said.ShouldNotContain("   at ");

        disk.Repair();
        await using var app = ProbityServer.Build(new ServerOptions { Data = disk.Path, Port = 0, Strict = true });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", world.ClientKey);
        using (var again = await GateServer.Open(client, GateServer.Opening(world, "PV-2026-RO", world.Officer), "read-only")) acknowledged.Add(await FullDiskTests.Id(again));
        using (var twice = await GateServer.Open(client, GateServer.Opening(world, "PV-2026-RO", world.Officer), "read-only")) (await FullDiskTests.Id(twice)).ShouldBe(acknowledged[^1]);
        Whole.Holds(app.Services, world.Agency, acknowledged);
        await Whole.Ledger(app.Services, Path.Combine(disk.Path, "ledger"));
        await app.StopAsync();
    }

    private sealed class OnAnother(string data) : GateServer, IAsyncDisposable
    {
        protected override ServerOptions Options(ServerOptions options) => options with { Data = data };

        async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
    }

    [FactOnASmallDisk(sqlite: false)]
    public async Task Nothing_starts_on_a_disk_that_is_mounted_read_only_and_the_reason_is_said()
    {
        var folder = Directory.CreateTempSubdirectory("probity-ro-").FullName;
        using (var disk = SmallDisk.InMemory(Path.Combine(folder, "disk"), 64))
        {
            var (kept, empty) = (Path.Combine(disk.Path, "kept"), Path.Combine(disk.Path, "empty"));
            Directory.CreateDirectory(empty);
            (await ServedProcess.Run("init", "--data", kept, "--name", "Quay Police", "--code", "quay", "--administrator", "a", "--administrator-name", "A", "--leader", "l", "--leader-name", "L")).Exit.ShouldBe(0);
            disk.MountReadOnly();
            foreach (var data in new[] { kept, empty, Path.Combine(disk.Path, "absent") })
            {
                var (exit, said) = await ServedProcess.Run("serve", "--data", data, "--port", "0");
                exit.ShouldBe(1, said);
                said.ShouldContain("read-only");
                said.ShouldContain(data);
                said.ShouldNotContain("   at ");
            }
        }
        Directory.Delete(folder, recursive: true);
    }

    [FactOnASmallDisk]
    public async Task A_new_installation_is_refused_on_a_full_disk_and_one_that_is_there_is_served_for_reading_and_says_what_it_lacks()
    {
        var folder = Directory.CreateTempSubdirectory("probity-full-").FullName;
        using (var disk = SmallDisk.InMemory(Path.Combine(folder, "disk"), 64))
        {
            var kept = Path.Combine(disk.Path, "kept");
            (await ServedProcess.Run("init", "--data", kept, "--name", "Quay Police", "--code", "quay", "--administrator", "a", "--administrator-name", "A", "--leader", "l", "--leader-name", "L")).Exit.ShouldBe(0);
            // A form is protected by a key, which is made when the first is shown.
            using (var served = await ServedProcess.Start(kept))
            using (var browser = new HttpClient { BaseAddress = served.Address }) (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
            disk.Fill();
            var (exit, said) = await ServedProcess.Run("serve", "--data", Path.Combine(disk.Path, "absent"), "--port", "0");
            exit.ShouldBe(1, said);
            said.ShouldContain("full");
            said.ShouldNotContain("   at ");
            var key = File.ReadAllText(Path.Combine(kept, "keys", "ledger.vkey"));
            using (var served = await ServedProcess.Start(kept))
            using (var browser = new HttpClient { BaseAddress = served.Address })
            {
                (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
                using var ready = await browser.GetAsync("/ready");
                (await ready.Content.ReadAsStringAsync()).ShouldContain("\"disk\":\"full\"");
            }
            File.ReadAllText(Path.Combine(kept, "keys", "ledger.vkey")).ShouldBe(key);
            disk.MakeRoom();
            using var again = await ServedProcess.Start(kept);
        }
        Directory.Delete(folder, recursive: true);
    }
}
