using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Sequencing;
using Probity.Given;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Faults;

/// <summary>Files of the data directory that are damaged, missing or something else: each is named in words, with an exit code and without a trace of the program's inside.</summary>
public sealed class BrokenFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-broken-").FullName;

    private string At(string name) => Path.Combine(_folder, name);

    private async Task Refused(int exit, params string[] words)
    {
        var (code, said) = await ServedProcess.Run("serve", "--data", _folder, "--port", "0").WaitAsync(TimeSpan.FromSeconds(60));
        code.ShouldBe(exit, said);
        foreach (var word in words) said.ShouldContain(word);
        said.ShouldNotContain("   at ");
        said.ShouldNotContain("Exception");
    }

    public static TheoryData<string> Configurations => ["truncated", "utf-16", "bom", "empty", "binary", "deep", "twice", "list", "huge", "wrong type", "directory"];

    [Theory, MemberData(nameof(Configurations))]
    public async Task A_corrupted_configuration_is_refused_in_words_and_nothing_is_begun(string how)
    {
        if (how == "directory") Directory.CreateDirectory(At("config.json"));
        else File.WriteAllBytes(At("config.json"), how switch
        {
            "truncated" => "{ \"port\": 51"u8.ToArray(),
            "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{ \"port\": 5117 }")],
            "bom" => [.. Encoding.UTF8.GetPreamble(), .. "{ \"port\": 5117, \"colour\": 1 }"u8],
            "empty" => [],
            "binary" => [.. Enumerable.Range(0, 4096).Select(n => (byte)(n * 31))],
            "deep" => Encoding.ASCII.GetBytes("{ \"hosts\": " + new string('[', 100_000) + new string(']', 100_000) + "}"),
            "twice" => "{ \"port\": 5117, \"port\": 5118 }"u8.ToArray(),
            "list" => "[ 1, 2 ]"u8.ToArray(),
            "huge" => Encoding.ASCII.GetBytes("{ \"hosts\": \"" + new string('x', 32 * 1024 * 1024)),
            _ => "{ \"port\": { \"number\": 5117 } }"u8.ToArray(),
        });
        await Refused(2, how == "wrong type" ? "port" : "config.json");
        File.Exists(At("probity.db")).ShouldBeFalse();
        Directory.Exists(At("keys")).ShouldBeFalse();
    }

    private async Task Make()
    {
        (await ServedProcess.Run("init", "--data", _folder, "--name", "Quay Police", "--code", "quay", "--administrator", "a", "--administrator-name", "A", "--leader", "l", "--leader-name", "L")).Exit.ShouldBe(0);
        (await ServedProcess.Run("ledger", "settle", "--data", _folder)).Exit.ShouldBe(0);
    }

    private static void Overwrite(string path, long from, int length)
    {
        using var file = File.OpenWrite(path);
        file.Position = from;
        file.Write(Enumerable.Repeat((byte)0x5a, length).ToArray());
    }

    [Fact]
    public async Task A_database_that_is_damaged_or_empty_is_named_and_no_second_history_begins()
    {
        await Make();
        var kept = File.ReadAllBytes(At("probity.db"));
        Overwrite(At("probity.db"), 0, 64);
        await Refused(1, _folder, "damaged", "restore");

        File.WriteAllBytes(At("probity.db"), kept);
        Overwrite(At("probity.db"), 4096, kept.Length - 8192);
        await Refused(1, _folder, "damaged", "restore");
        var (exit, said) = await ServedProcess.Run("check", "--data", _folder);
        exit.ShouldBe(1, said);
        said.ShouldNotContain("   at ");

        File.WriteAllBytes(At("probity.db"), []);
        await Refused(1, _folder, "no database", "Restore");
        new FileInfo(At("probity.db")).Length.ShouldBe(0);

        File.WriteAllBytes(At("probity.db"), kept);
        using var served = await ServedProcess.Start(_folder);
    }

    [Fact]
    public async Task A_key_that_is_missing_or_another_is_named_and_none_is_made_in_its_place()
    {
        await Make();
        foreach (var (name, words) in new[] { ("master.key", "master key"), ("ledger.json", "ledger.json") })
        {
            var file = At("keys/" + name);
            var kept = File.ReadAllBytes(file);
            File.Delete(file);
            await Refused(1, words, file);
            File.Exists(file).ShouldBeFalse();
            File.WriteAllText(file, "not a key");
            await Refused(1, file);
            File.WriteAllBytes(file, name == "master.key" ? Encoding.ASCII.GetBytes(Convert.ToBase64String(new byte[32])) : kept[..^40]);
            await Refused(1, file);
            File.WriteAllBytes(file, kept);
        }
        using var served = await ServedProcess.Start(_folder);
    }

    [Fact]
    public async Task A_key_that_goes_missing_while_it_runs_is_said_at_once()
    {
        await Make();
        using var served = await ServedProcess.Start(_folder);
        using var machine = new HttpClient { BaseAddress = served.Address };
        var (file, kept) = (At("keys/master.key"), File.ReadAllBytes(At("keys/master.key")));
        async Task<bool> Said(string word) => (await (await machine.GetAsync("/ready")).Content.ReadAsStringAsync()).Contains($"\"keys\":\"{word}\"", StringComparison.Ordinal);
        File.Delete(file);
        await Whole.Until(() => Said("missing").Result, TimeSpan.FromSeconds(10));
        File.WriteAllBytes(file, kept);
        await Whole.Until(() => Said("good").Result, TimeSpan.FromSeconds(10));
    }

    /// <summary>Commits that were answered and signed are cut off the log of the database: it is older than what others have seen.</summary>
    [Fact]
    public async Task A_database_that_lost_its_newest_commits_signs_nothing_and_names_the_way_out()
    {
        var (data, before) = (At("data"), At("before"));
        World world;
        await using (var house = ProbityServer.Build(new ServerOptions { Data = data, Port = 0, Strict = true })) world = await World.Make(house.Services);
        Directory.CreateDirectory(before);
        File.Copy(Path.Combine(data, "probity.db"), Path.Combine(before, "probity.db"));
        using (var served = await ServedProcess.Start(data))
        {
            using var system = new HttpClient { BaseAddress = served.Address };
            system.DefaultRequestHeaders.Authorization = new("Bearer", world.ClientKey);
            for (var n = 0; n < 5; n++)
                using (var opened = await GateServer.Open(system, GateServer.Opening(world, $"PV-2026-{n:d5}", world.Officer))) opened.StatusCode.ShouldBe(HttpStatusCode.Created);
            long Size() => File.Exists(Path.Combine(data, "ledger", "checkpoint")) ? long.Parse(File.ReadAllLines(Path.Combine(data, "ledger", "checkpoint"))[1], null) : 0;
            var size = 0L;
            await Whole.Until(() => (size = Size()) >= 5 && Signed(system).Result == size && Opened(system).Result, TimeSpan.FromSeconds(30));
            served.Kill();
        }
        var published = File.ReadAllText(Path.Combine(data, "ledger", "checkpoint"));
        foreach (var gone in new[] { "probity.db", "probity.db-wal", "probity.db-shm" }) File.Delete(Path.Combine(data, gone));
        File.Copy(Path.Combine(before, "probity.db"), Path.Combine(data, "probity.db"));

        using (var served = await ServedProcess.Start(data))
        using (var machine = new HttpClient { BaseAddress = served.Address })
        {
            await Whole.Until(() => machine.GetAsync("/ready").Result.Content.ReadAsStringAsync().Result.Contains("\"ledger\":\"frozen\"", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
            served.Said.ShouldContain(line => line.Contains("new-shard", StringComparison.Ordinal));
            File.ReadAllText(Path.Combine(data, "ledger", "checkpoint")).ShouldBe(published, "no second state of this size is signed");
        }
        (await ServedProcess.Run("ledger", "new-shard", "--data", data, "--reason", "The database is older")).Exit.ShouldBe(0);
        (await ServedProcess.Run("check", "--data", data)).Exit.ShouldBe(0);

        static async Task<long> Signed(HttpClient system) => long.Parse((await system.GetStringAsync("/ledger/checkpoint")).Split('\n')[1], null);
        static async Task<bool> Opened(HttpClient system) => (await system.GetStringAsync("/ready")).Contains("\"ledger\":\"good\"", StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>Bytes of the ledger change under a running server.</summary>
public sealed class BrokenLedgerTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Changed_bytes_of_the_ledger_freeze_it_no_receipt_is_given_and_what_protects_goes_on()
    {
        var world = server.World;
        var released = await server.Released("PV-2026-BROKEN");
        var ledger = Path.Combine(server.Folder, "ledger");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(ledger, "tile"), "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
        using var system = server.CaseSystem();
        using (var receipt = await system.GetAsync($"/api/v1/decisions/{released}/receipt")) (await Whole.Refused(receipt)).ShouldBe("acts.ledger-frozen");
        using (var opened = await server.Open(GateServer.Opening(world, "PV-2026-BROKEN-2", world.Officer))) opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        await Whole.Until(() => world.Get<Sequencer>().State().Frozen is not null, TimeSpan.FromSeconds(20));
        await Whole.Until(() => FullDiskTests.Ready(server).Result["ledger"] == "frozen", TimeSpan.FromSeconds(10));
        server.Log.ShouldContain(line => line.Contains("frozen", StringComparison.Ordinal));
        using var protects = await server.Open(GateServer.Opening(world, "PV-2026-BROKEN-3", world.Officer, mode: "protective", threat: "A man threatens a ward."));
        protects.StatusCode.ShouldBe(HttpStatusCode.Created);
    }
}
