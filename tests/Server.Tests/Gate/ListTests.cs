using Probity.Given;

namespace Probity.Server.Tests.Gate;

/// <summary>The list of decisions narrowed in every way, as officers and overseers read it.</summary>
public sealed class ListTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Each_filter_leaves_what_it_says_and_nothing_else()
    {
        await server.Opened(GateServer.Opening(server.World, "LF-2026-00001", server.World.Officer));
        await server.Opened(GateServer.Opening(server.World, "LF-2026-00002", server.World.OtherOfficer, mode: "open"));
        await server.Opened(GateServer.Opening(server.World, "LF-2026-10003"));
        using var officer = await server.SignedIn(server.World.Officer);
        using var auditor = await server.SignedIn(server.World.Auditor);

        (await Cases(auditor, "q=lf-2026-0")).ShouldBe(["LF-2026-00002", "LF-2026-00001"]);
        (await Cases(auditor, "q=LF-2026&sort=case")).ShouldBe(["LF-2026-00001", "LF-2026-00002", "LF-2026-10003"]);
        (await Cases(auditor, "q=2026-0")).ShouldBeEmpty();
        (await Cases(auditor, "q=LF&mode=Open")).ShouldBe(["LF-2026-00002"]);
        (await Cases(auditor, "q=LF&state=Opened&use=" + server.World.UseReference)).Count.ShouldBe(3);
        (await Cases(auditor, "q=LF&state=Expired")).ShouldBeEmpty();
        (await Cases(auditor, "q=LF&state=Released")).ShouldBeEmpty();
        (await Cases(officer, "q=LF&whose=mine")).ShouldBe(["LF-2026-00001"]);
        (await Cases(officer, "q=LF&whose=free")).ShouldBe(["LF-2026-10003"]);
        using var second = await server.SignedIn(server.World.Second);
        (await Cases(second, "q=LF")).ShouldBeEmpty("a second person knows of the decisions that were given to them");
    }

    private static async Task<List<string>> Cases(HttpClient browser, string query) =>
        [.. System.Text.RegularExpressions.Regex.Matches(await browser.GetStringAsync("/decisions?" + query), "<th scope=\"row\"><a[^>]*><bdi[^>]*>([^<]+)<").Select(match => match.Groups[1].Value)];
}
