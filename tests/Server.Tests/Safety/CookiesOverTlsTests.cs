using System.Net;
using Probity.Server.Configuration;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Safety;

/// <summary>Behind a named proxy that ends TLS: what browsers get is for TLS only.</summary>
public sealed class BehindAProxy : GateServer
{
    protected override ServerOptions Options(ServerOptions options) => options with { TrustedProxies = [IPAddress.Loopback], Hosts = ["probity.example"] };
}

public sealed class CookiesOverTlsTests(BehindAProxy server) : IClassFixture<BehindAProxy>
{
    private HttpClient Browser()
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Host = "probity.example";
        return browser;
    }

    [Fact]
    public async Task Every_cookie_is_secure_and_the_session_belongs_to_this_host_alone()
    {
        using var browser = Browser();
        var path = await server.World.SignInPath(server.World.Officer);
        using var page = await browser.GetAsync(path);
        var form = page.Headers.GetValues("Set-Cookie").Single();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("form", GateServer.Token(await page.Content.ReadAsStringAsync()))]) };
        request.Headers.Add("Cookie", form.Split(';')[0]);
        request.Headers.Add("Origin", "https://probity.example");
        using var done = await browser.SendAsync(request);
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var set = done.Headers.GetValues("Set-Cookie").Append(form).ToList();
        set.ShouldAllBe(cookie => cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("path=/", StringComparison.OrdinalIgnoreCase) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        set.ShouldContain(cookie => cookie.StartsWith("__Host-probity=", StringComparison.Ordinal));
        form.ShouldStartWith("__Host-form=");
        set.ShouldContain(cookie => cookie.StartsWith("__Host-probity-device=", StringComparison.Ordinal));
        done.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=31536000");
    }

    [Fact]
    public async Task A_session_cookie_that_another_host_could_have_set_is_not_read()
    {
        using var browser = Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
        request.Headers.Add("Cookie", "probity=AAAA");
        (await browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_host_that_a_proxy_was_told_by_the_browser_is_not_believed()
    {
        using var browser = Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await browser.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldNotContain("evil.example");
        page.ShouldContain("probity.example");
    }
}
