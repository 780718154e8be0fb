using System.Net;

namespace Probity.Server.Tests.Doors;

public sealed class SecurityHeadersTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory, InlineData("/ledger"), InlineData("/no/such/page"), InlineData("/language?to=fr"), InlineData("/health")]
    public async Task A_page_loads_nothing_from_elsewhere_and_nobody_frames_it(string path)
    {
        using var browser = server.Browser();
        var answer = await browser.GetAsync(path);
        var policy = Header(answer, "Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("style-src 'self'");
        policy.ShouldContain("form-action 'self'");
        policy.ShouldContain("base-uri 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        string.Join(' ', policy).ShouldNotContain("unsafe");
        string.Join(' ', policy).ShouldNotContain("data:");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Referrer-Policy").ShouldBe("same-origin");
        Header(answer, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(answer, "Permissions-Policy").ShouldContain("camera=()");
    }

    [Fact]
    public async Task A_page_is_kept_by_no_cache()
    {
        using var browser = server.Browser();
        (await browser.GetAsync("/ledger")).Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_program_does_not_say_what_it_is_made_of()
    {
        using var browser = server.Browser();
        var answer = await browser.GetAsync("/ledger");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("X-Powered-By").ShouldBeFalse();
    }

    [Fact]
    public async Task Over_plain_loopback_no_transport_security_is_promised()
    {
        using var browser = server.Browser();
        (await browser.GetAsync("/ledger")).Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_is_not_this_servers_is_refused()
    {
        using var machine = server.Machine();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.Host = "rebound.example";
        (await machine.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Choosing_a_language_never_leaves_the_site()
    {
        using var browser = server.Browser();
        (await browser.GetAsync("/language?to=fr&back=/ledger")).Headers.Location!.OriginalString.ShouldBe("/ledger");
        (await browser.GetAsync("/language?to=fr&back=//elsewhere.example")).Headers.Location!.OriginalString.ShouldBe("/");
        (await browser.GetAsync("/language?to=fr&back=https://elsewhere.example")).Headers.Location!.OriginalString.ShouldBe("/");
        (await browser.GetStringAsync("/ledger")).ShouldContain("<html lang=\"fr\"");
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
