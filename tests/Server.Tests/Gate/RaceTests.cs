using System.Net;
using Probity.Acts;
using Probity.Acts.Storage;
using Probity.Registry.Suspensions;

namespace Probity.Server.Tests.Gate;

public sealed class RaceTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Sixty_four_openers_race_a_suspension_and_none_commits_after_it()
    {
        var world = server.World;
        var started = new TaskCompletionSource();
        var openings = 0;
        var openers = Enumerable.Range(0, 64).Select(opener => Task.Run(async () =>
        {
            using var client = server.CaseSystem();
            var (opened, refused) = (0, 0);
            for (var n = 0; refused < 3; n++)
            {
                using var answer = await GateServer.Open(client, GateServer.Opening(world, $"RACE-{opener}-{n}"));
                if (answer.StatusCode == HttpStatusCode.Created) opened++;
                else
                {
                    answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, await answer.Content.ReadAsStringAsync());
                    refused++;
                }
                if (Interlocked.Increment(ref openings) == 300) started.TrySetResult();
            }
            return opened;
        })).ToArray();

        // An opener that fails ends the wait.
        await await Task.WhenAny(started.Task, Task.WhenAll(openers));
        (await world.Get<SuspendUse>().Run(world.As(world.Leader), world.Use, Reason.FromText("An error was found"))).Done.ShouldBeTrue();
        var opened = (await Task.WhenAll(openers)).Sum();

        using var read = world.Get<Reads>().Rent();
        var suspended = read.Number(new Statement("SELECT max(id) FROM acts_journal WHERE agency = @p0 AND kind = 'registry.use-suspended'"), world.Agency);
        var last = read.Number(new Statement("SELECT max(id) FROM acts_journal WHERE agency = @p0 AND kind = 'judgement.decision-opened'"), world.Agency);
        var count = read.Number(new Statement("SELECT count(*) FROM judgement_decision WHERE agency = @p0 AND state = 'Opened'"), world.Agency);
        // One writer: on SQLite the order of rows is the order of commits.
        last.ShouldBeLessThan(suspended);
        count.ShouldBe(opened);
        opened.ShouldBeGreaterThan(100);
    }
}
