namespace Probity.Server.Tests.Kills;

public sealed class KilledInTheMiddleTests
{
    /// <summary>Five kills by day, fifty in the deep tier.</summary>
    private static int Loops => Environment.GetEnvironmentVariable("PROBITY_DEEP") == "1" ? 50 : 5;

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_and_nothing_is_half_written()
    {
        var folder = Directory.CreateTempSubdirectory("probity-kill-").FullName;
        using var traffic = new DecisionTraffic();
        var loop = new KillLoop(traffic, Loops, seed: 20261123);
        await loop.Run(folder);
        loop.Acknowledged.ShouldBeGreaterThan(40 * Loops);
        loop.SignedStates.ShouldBeGreaterThan(0);
        Directory.Delete(folder, recursive: true);
    }
}
