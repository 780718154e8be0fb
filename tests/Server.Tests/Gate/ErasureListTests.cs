using System.Net;
using Probity.Given;
using Probity.Judgement.Erasure;

namespace Probity.Server.Tests.Gate;

/// <summary>The list of erased cases is never cut off: it goes on, page by page, to the first.</summary>
public sealed class ErasureListTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Every_erasure_is_reached_page_by_page()
    {
        var legal = await server.World.Legal();
        for (var i = 0; i < 35; i++)
        {
            var number = $"PV-2026-E{i:00}";
            // Refused for its image: a case with nothing left to do.
            using var refused = await server.Open(GateServer.Opening(server.World, number, server.World.Officer, pixels: 12));
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            World.Must(await server.World.Get<EraseCase>().Run(server.World.As(legal), number, $"Retention ended, order {i:00} of the court"));
        }
        using var browser = await server.SignedIn(legal);
        var (seen, address) = (new List<string>(), "/erasure");
        while (address is not null)
        {
            var page = await browser.GetStringAsync(address);
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page, "order ([0-9]{2}) of the court").Select(found => found.Groups[1].Value));
            var next = System.Text.RegularExpressions.Regex.Match(page, "rel=\"next\" href=\"([^\"]+)\"");
            address = next.Success ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }
        seen.ShouldBe([.. Enumerable.Range(0, 35).Reverse().Select(i => i.ToString("00", System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
