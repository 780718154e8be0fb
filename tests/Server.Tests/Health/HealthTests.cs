namespace Probity.Server.Tests.Health;

public sealed class HealthTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory, InlineData("/health", "live\n"), InlineData("/ready", "ready\n")]
    public async Task A_supervisor_gets_one_word_without_signing_in(string path, string word)
    {
        using var machine = server.Machine();
        (await machine.GetStringAsync(path)).ShouldBe(word);
    }

    [Fact]
    public async Task The_description_of_the_interface_names_only_what_integrators_may_use()
    {
        using var machine = server.Machine();
        var description = System.Text.Json.JsonDocument.Parse(await machine.GetStringAsync("/openapi/v1.json")).RootElement;
        description.GetProperty("paths").EnumerateObject().Select(path => path.Name)
            .ShouldAllBe(path => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/ledger/", StringComparison.Ordinal));
        (await machine.GetStringAsync("/openapi/v1.json")).ShouldNotContain("127.0.0.1");
    }
}
