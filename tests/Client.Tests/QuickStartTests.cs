using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>The first thing an integrator reads is run as it stands there.</summary>
public sealed class QuickStartTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public void The_block_in_the_documentation_is_the_code_that_the_next_test_runs()
    {
        var block = Documents.Block("csharp", "using var gate");
        block.ShouldBe(Documents.Region("tests/Client.Tests/QuickStart.cs", "quick-start"), "Copy the lines between the marks of tests/Client.Tests/QuickStart.cs into docs/integrate.md.");
        block.Split('\n').Count(line => line.Length > 0).ShouldBeLessThanOrEqualTo(24);
    }

    [Fact]
    public void The_block_about_being_told_is_the_code_of_the_sample() =>
        Documents.Block("csharp", "var told").ShouldBe(Documents.Region("samples/case-management/CaseSystem.cs", "told"), "Copy the lines between the marks of samples/case-management/CaseSystem.cs into docs/integrate.md.");

    [Fact]
    public async Task It_opens_waits_for_people_verifies_and_uses_a_receipt()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var trust = Path.Combine(server.Folder, "agency.policy");
        await File.WriteAllTextAsync(trust, server.TrustText(), stop.Token);
        var told = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);

        var running = QuickStart.Run(server.Address, server.World.ClientKey, server.World.UseReference, trust, told.SetResult, stop.Token);
        var link = await await Task.WhenAny(told.Task, running.ContinueWith(ended => new Uri("urn:" + ended.Result), TaskScheduler.Default));
        link.GetLeftPart(UriPartial.Authority).ShouldBe(server.Address.GetLeftPart(UriPartial.Authority), link.ToString());
        await server.Judge(Guid.Parse(link.Segments[^1]), "G-118-204");

        (await running).ShouldBe("send the enquiries");
    }
}
