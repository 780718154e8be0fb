namespace Probity.Server.Tests.Health;

public sealed class HealthTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_supervisor_learns_without_signing_in_that_the_process_is_alive()
    {
        using var machine = server.Machine();
        (await machine.GetStringAsync("/health")).ShouldBe("""{"status":"alive"}""");
    }

    [Fact]
    public async Task A_load_balancer_gets_one_word_for_each_part_and_no_content()
    {
        using var machine = server.Machine();
        (await machine.GetStringAsync("/ready")).ShouldBe(
            """{"status":"ready","database":"good","writer":"good","ledger":"good","clock":"good","disk":"good","keys":"good","due":"good"}""");
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
