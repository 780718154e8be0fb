using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Faults;

/// <summary>The disk is filled under a running server. What cannot be kept is refused, what was kept stays, and when there is room again the same process goes on.</summary>
public sealed class FullDiskTests
{
    /// <summary>The whole data directory, or its ledger alone, on a disk of its own.</summary>
    internal sealed class OnADisk(bool ledgerOnly = false, bool mayFail = false, int mebibytes = 320) : GateServer, IAsyncDisposable
    {
        public SmallDisk Disk { get; private set; } = null!;

        public string Data => ledgerOnly ? Folder : Path.Combine(Folder, "disk");

        protected override ServerOptions Options(ServerOptions options) => options with { Data = Data };

        protected override Task Prepare()
        {
            var at = Path.Combine(Folder, ledgerOnly ? "ledger" : "disk");
            Disk = mayFail ? SmallDisk.ThatMayFail(at, mebibytes) : SmallDisk.InMemory(at, mebibytes);
            return Task.CompletedTask;
        }

        public static async Task<OnADisk> Start(bool ledgerOnly = false, bool mayFail = false, int mebibytes = 320)
        {
            var server = new OnADisk(ledgerOnly, mayFail, mebibytes);
            await server.InitializeAsync();
            return server;
        }

        public override async Task DisposeAsync()
        {
            await App.DisposeAsync();
            Disk.Dispose();
            await base.DisposeAsync();
        }

        async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();
    }

    internal static async Task<string> Id(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    internal static async Task<Dictionary<string, string>> Ready(RunningServer server)
    {
        using var machine = server.Machine();
        using var answer = await machine.GetAsync("/ready");
        var said = (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!;
        answer.StatusCode.ShouldBe(said["status"] == "ready" ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        return said;
    }

    /// <summary>Something small may still fit here and there, and tiles that grow free what they replace: filled again until nothing fits any more.</summary>
    internal static async Task<T> UntilNothingFits<T>(SmallDisk disk, Func<int, Task<T>> attempt, Func<T, bool> refused)
    {
        for (var n = 0; n < 5000; n++)
        {
            disk.Fill();
            if (await attempt(n) is var answer && refused(answer)) return answer;
        }
        throw new InvalidOperationException("The disk never was full.");
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, string path, object body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request);
    }

    [FactOnASmallDisk]
    public async Task A_full_disk_refuses_every_change_loses_none_and_the_same_process_goes_on_when_there_is_room()
    {
        await using var server = await OnADisk.Start();
        var world = server.World;
        using var system = server.CaseSystem();
        using var officer = await server.SignedIn(world.Officer);
        using var administrator = await server.SignedIn(world.Administrator);
        var token = GateServer.Token(await administrator.GetStringAsync("/units"));
        var acknowledged = new List<string> { await server.Opened(GateServer.Opening(world, "PV-2026-FULL", world.Officer)) };
        var first = acknowledged[0];

        object Opening(int n) => GateServer.Opening(world, $"PV-2026-{n:d5}", world.Officer);
        var refusedAt = -1;
        using (var refused = await UntilNothingFits(server.Disk, async n =>
        {
            var answer = await GateServer.Open(system, Opening(refusedAt = n), $"full-{n}");
            if (answer.StatusCode == HttpStatusCode.Created) acknowledged.Add(await Id(answer));
            return answer;
        }, answer => answer.StatusCode != HttpStatusCode.Created))
            (await Whole.Refused(refused)).ShouldBe("acts.store-unavailable");
        var recorded = false;
        using (var view = await UntilNothingFits(server.Disk, _ => Post(officer, $"/api/v1/decisions/{first}/view", GateServer.View(), "full-view"), answer => recorded = answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.OK))
            if (view.StatusCode != HttpStatusCode.OK) (await Whole.Refused(view)).ShouldBe("acts.store-unavailable");
        var units = 0;
        using (var page = await UntilNothingFits(server.Disk, n =>
        {
            units = n;
            return administrator.PostAsync("/units?handler=Make", new FormUrlEncodedContent([new("form", token), new("Name", $"Unit {n}")]));
        }, answer => answer.StatusCode != HttpStatusCode.Redirect))
        {
            var words = await Whole.Refused(page);
            words.ShouldContain("Nothing could be recorded");
            words.ShouldContain($"Unit {units}", Case.Sensitive, "what was typed is kept");
        }

        (await Ready(server))["disk"].ShouldBe("full");
        (await system.GetAsync($"/api/v1/decisions/{first}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.GetAsync("/decisions")).StatusCode.ShouldBe(HttpStatusCode.OK);
        Whole.Holds(server.App.Services, world.Agency, acknowledged);

        server.Disk.MakeRoom();
        using (var again = await GateServer.Open(system, Opening(refusedAt), $"full-{refusedAt}")) acknowledged.Add(await Id(again));
        using (var twice = await GateServer.Open(system, Opening(refusedAt), $"full-{refusedAt}")) (await Id(twice)).ShouldBe(acknowledged[^1]);
        using (var view = await Post(officer, $"/api/v1/decisions/{first}/view", GateServer.View(), "full-view")) (await view.Content.ReadAsStringAsync()).ShouldContain("GALLERY-ONE");
        using (var unit = await administrator.PostAsync("/units?handler=Make", new FormUrlEncodedContent([new("form", token), new("Name", $"Unit {units}")]))) unit.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Whole.Holds(server.App.Services, world.Agency, acknowledged);
        await Whole.Ledger(server.App.Services, Path.Combine(server.Data, "ledger"));
        await Whole.Until(() => Ready(server).Result["status"] == "ready", TimeSpan.FromSeconds(20), () => string.Join(", ", Ready(server).Result));
    }

    [FactOnASmallDisk(sqlite: false)]
    public async Task Where_only_the_ledger_has_no_room_acts_go_on_no_receipt_is_given_and_it_catches_up_by_itself()
    {
        await using var server = await OnADisk.Start(ledgerOnly: true);
        var world = server.World;
        using var system = server.CaseSystem();
        var before = await server.Released("PV-2026-08000");
        server.Disk.Fill();

        var acknowledged = new List<string> { before };
        for (var n = 0; n < 300; n++)
        {
            if (n % 100 == 0) server.Disk.Fill();
            acknowledged.Add(await server.Opened(GateServer.Opening(world, $"PV-2026-{n:d5}", world.Officer)));
        }
        await Whole.Until(() => Ready(server).Result is { } said && said["ledger"] == "stuck" && said["disk"] == "full", TimeSpan.FromSeconds(20), () => string.Join(", ", Ready(server).Result));
        var released = await server.Opened(GateServer.Opening(world, "PV-2026-08001", world.Officer, mode: "protective", threat: "A man threatens a ward."));
        acknowledged.Add(released);
        using (var receipt = await system.GetAsync($"/api/v1/decisions/{released}/receipt"))
        {
            receipt.StatusCode.ShouldBe(HttpStatusCode.Accepted, "no receipt without a signed state");
            receipt.Headers.RetryAfter.ShouldNotBeNull();
        }
        using (var receipt = await system.GetAsync($"/api/v1/decisions/{before}/receipt")) receipt.StatusCode.ShouldBe(HttpStatusCode.OK, "what was signed before can still be given");
        server.Log.Count(line => line.Contains("The sequencer stopped", StringComparison.Ordinal)).ShouldBe(1, "it is tried every second and said once");

        server.Disk.MakeRoom();
        await Whole.Ledger(server.App.Services, Path.Combine(server.Data, "ledger"));
        using (var receipt = await system.GetAsync($"/api/v1/decisions/{released}/receipt")) receipt.StatusCode.ShouldBe(HttpStatusCode.OK);
        Whole.Holds(server.App.Services, world.Agency, acknowledged);
        await Whole.Until(() => Ready(server).Result["status"] == "ready", TimeSpan.FromSeconds(20), () => string.Join(", ", Ready(server).Result));
    }

    /// <summary>The log of the database is copied into it every 64 MB. If that finds no room, the log grows until it cannot either; nothing that was answered is lost by it.</summary>
    [FactOnASmallDisk]
    public async Task A_disk_that_is_full_when_the_log_of_the_database_is_copied_into_it_loses_nothing()
    {
        await using var server = await OnADisk.Start(mebibytes: 450);
        var changes = server.World.Get<UnitOfWork>();
        var text = new string('x', 512 * 1024);
        async Task<bool> Recorded() => (await changes.Commit<Done>(Actor.Installation(server.World.Agency), work =>
        {
            work.Record(new Act { Kind = new ActKind("acts.database-moved"), Subject = Subject.Of("agency", server.World.Agency), Reason = null, Payload = new { text }, Scope = KeyScope.Agency });
            return Done.It;
        })).Done;
        long Kept()
        {
            using var read = server.World.Get<Reads>().Rent();
            return read.Number(new Statement("SELECT count(*) FROM acts_journal WHERE agency = @p0 AND kind = 'acts.database-moved'"), server.World.Agency);
        }
        var (log, database) = (Path.Combine(server.Data, "probity.db-wal"), Path.Combine(server.Data, "probity.db"));
        var done = 0L;
        var small = new FileInfo(database).Length;
        // Until the log was copied once: it keeps its length and is written from its beginning again.
        while (new FileInfo(database).Length <= small + 1024 * 1024)
        {
            (await Recorded()).ShouldBeTrue();
            done++;
        }
        var (length, copied) = (new FileInfo(log).Length, new FileInfo(database).Length);
        var before = done;
        while (await UntilRecordedOrFull(server.Disk, Recorded)) done++;
        Kept().ShouldBe(done);
        new FileInfo(log).Length.ShouldBeGreaterThanOrEqualTo(length, "it went on in the room that it had");
        var grown = new FileInfo(database).Length;
        (grown - copied).ShouldBeLessThan((done - before) * text.Length, "there was no room to copy all of it");

        server.Disk.MakeRoom();
        (await Recorded()).ShouldBeTrue();
        Kept().ShouldBe(done + 1);
        for (var more = 0; more < 400 && new FileInfo(database).Length == grown; more++) (await Recorded()).ShouldBeTrue();
        new FileInfo(database).Length.ShouldBeGreaterThan(grown, "with room it is copied again");
        await Whole.Ledger(server.App.Services, Path.Combine(server.Data, "ledger"));
    }

    private static async Task<bool> UntilRecordedOrFull(SmallDisk disk, Func<Task<bool>> recorded)
    {
        disk.Fill();
        return await recorded();
    }
}
