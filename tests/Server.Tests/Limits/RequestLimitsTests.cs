using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Probity.Server.Configuration;
using Probity.Server.Limits;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Limits;

public sealed class RequestLimitsTests(RequestLimitsTests.Narrow server) : IClassFixture<RequestLimitsTests.Narrow>
{
    private const int Rate = 60;

    public sealed class Narrow : GateServer
    {
        protected override ServerOptions Options(ServerOptions options) => options with { AccountRate = Rate, AddressRate = Rate, ClientRate = 60, TrustedProxies = [IPAddress.Loopback] };
    }

    /// <summary>Through the trusted proxy, as from that address.</summary>
    private HttpClient From(string address, bool page = false)
    {
        var client = page ? server.Browser() : server.Machine();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    /// <summary>Asks until it is refused: more than the amount of a minute in less than one.</summary>
    private static async Task<HttpResponseMessage> Flood(HttpClient client, string path)
    {
        for (var i = 0; i < 20 * Rate; i++)
        {
            var answer = await client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return answer;
            answer.Dispose();
        }
        throw new InvalidOperationException("Nothing was refused.");
    }

    [Fact]
    public async Task A_stranger_who_asks_too_often_waits_and_others_do_not()
    {
        using var one = From("203.0.113.7");
        using var refused = await Flood(one, "/api/v1/nothing");
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("server.too-often");
        using var neighbour = From("203.0.113.8");
        (await neighbour.GetAsync("/api/v1/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_network_of_version_six_counts_as_one()
    {
        using var one = From("2001:db8:1:2::1");
        using (await Flood(one, "/api/v1/nothing")) { }
        // Its other addresses share what is left, which is at most what came back in a moment.
        var refused = 0;
        for (var i = 2; i < 2 + Rate; i++)
        {
            using var other = From($"2001:db8:1:{i:x}::{i:x}");
            using var answer = await other.GetAsync("/api/v1/nothing");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }
        refused.ShouldBeGreaterThan(0);
        using var elsewhere = From("2001:db8:2::1");
        (await elsewhere.GetAsync("/api/v1/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_says_so()
    {
        using var browser = From("203.0.113.20", page: true);
        using var refused = await Flood(browser, "/sign-in");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldContain("<h1>Too many requests</h1>");
    }

    [Fact]
    public async Task Supervisors_are_never_refused()
    {
        using var supervisor = From("203.0.113.30");
        using (await Flood(supervisor, "/api/v1/nothing")) { }
        for (var i = 0; i < 2 * Rate; i++) (await supervisor.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await supervisor.GetAsync("/ready")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_account_waits_wherever_it_asks_from_and_its_neighbours_at_the_address_do_not()
    {
        using var officer = await server.SignedIn(server.World.Officer);
        using (await Flood(officer, "/today")) { }
        officer.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.40");
        using (await Flood(officer, "/today")) { }
        using var other = await server.SignedIn(server.World.AiLead);
        (await other.GetAsync("/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_connected_system_is_held_to_its_own_rate()
    {
        using var system = server.CaseSystem();
        using var refused = await Flood(system, "/api/v1/decisions");
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:ff:9::1", true)]
    [InlineData("2001:db8:1:100::1", "2001:db8:1:200::1", false)]
    public void Whom_an_address_counts_for(string one, string other, bool together) =>
        (AddressPrefix.Of(IPAddress.Parse(one)) == AddressPrefix.Of(IPAddress.Parse(other))).ShouldBe(together);
}
