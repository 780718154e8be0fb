using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Sequencing;
using Probity.Given;
using Probity.Registry.Suspensions;
using Probity.Server.Configuration;

namespace Probity.Server.Tests.Kills;

/// <summary>Two servers on one PostgreSQL database, with shared keys and a shared ledger folder.</summary>
public sealed class TwoServersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-two-").FullName;

    [Fact]
    public async Task When_the_one_that_sequences_is_killed_the_other_continues_within_five_seconds_and_the_ledger_is_sound()
    {
        var (first, second) = (Path.Combine(_folder, "first"), Path.Combine(_folder, "second"));
        var database = TestDatabase.OnServer(_folder);
        await using (var house = ProbityServer.Build(new ServerOptions { Data = first, Database = database, Port = 0, Strict = true })) await World.Make(house.Services);
        Directory.CreateDirectory(second);
        foreach (var shared in new[] { "keys", "ledger" }) Directory.CreateSymbolicLink(Path.Combine(second, shared), Path.Combine(first, shared));

        using var one = await ServedProcess.StartOn(database, first);
        await using (var other = ProbityServer.Build(new ServerOptions { Data = second, Database = database, Port = 0, Strict = true }))
        {
            var sequencer = other.Services.GetRequiredService<Sequencer>();
            await Until(() => sequencer.State() is { Size: > 0 } state && state.Signed == state.Size, TimeSpan.FromSeconds(30));
            await other.StartAsync();
            var world = await World.Make(other.Services, "second");
            var before = sequencer.State();
            one.Kill();

            (await world.Get<SuspendUse>().Run(world.As(world.Leader), world.Use, Reason.FromText("An error was found"))).Done.ShouldBeTrue();
            await Until(() => sequencer.State() is var state && state.Signed > before.Size && state.Signed == state.Size, TimeSpan.FromSeconds(5));
            sequencer.State().Epoch.ShouldBe(before.Epoch + 1, "the second sat down once, and not while the first lived");
            sequencer.State().Frozen.ShouldBeNull();
            await sequencer.Settle();
            await other.StopAsync();
        }
        var (sound, report) = await ServedProcess.Run("ledger", "fsck", second, "--key", Path.Combine(second, "keys", "ledger.vkey"));
        sound.ShouldBe(0, report);
    }

    private static async Task Until(Func<bool> wanted, TimeSpan patience)
    {
        using var stop = new CancellationTokenSource(patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!wanted()) await often.WaitForNextTickAsync(stop.Token);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
