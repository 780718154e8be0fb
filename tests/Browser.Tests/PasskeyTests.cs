using Microsoft.Playwright;

namespace Probity.Browser.Tests;

/// <summary>A real browser with a device of its own (Chromium's virtual authenticator): a passkey is added, signs in, and signs in nowhere else.</summary>
public sealed class PasskeyTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private string Home => $"http://localhost:{browser.Address.Port}";

    /// <summary>A passkey needs a name for its site; "127.0.0.1" is none.</summary>
    private async Task<(OpenPage Open, ICDPSession Device)> WithDevice(string login, bool recognises = true)
    {
        var open = await browser.Open();
        var device = await open.Page.Context.NewCDPSessionAsync(open.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = recognises, ["automaticPresenceSimulation"] = true,
            },
        });
        await open.Page.GotoAsync(Home + await browser.SignInLink(login));
        await open.Page.Locator("main form button[type=submit]").ClickAsync();
        return (open, device);
    }

    private async Task Add(OpenPage open)
    {
        await open.Page.GotoAsync(Home + "/me/passkeys");
        await open.Page.ClickAsync("form[data-passkey=create] button");
        await Assertions.Expect(open.Page.Locator("form[action*=Remove]")).ToHaveCountAsync(1);
    }

    private async Task SignOut(OpenPage open)
    {
        await open.Page.GotoAsync(Home + "/sign-out");
        await open.Page.Locator("main form button[type=submit]").ClickAsync();
        await open.Page.GotoAsync(Home + "/sign-in?back=%2Fme");
    }

    [Fact]
    public async Task A_passkey_is_added_signs_in_without_a_name_and_is_removed()
    {
        var (open, _) = await WithDevice("ilva.maren");
        await using var closing = open;
        await Add(open);
        await SignOut(open);
        await open.Page.ClickAsync("form[data-passkey=get] button");
        await open.Page.WaitForURLAsync(Home + "/me");
        (await open.Page.InnerTextAsync("main")).ShouldContain("Maren");
        await open.Page.GotoAsync(Home + "/me/passkeys");
        await open.Page.ClickAsync("form[action*=Remove] button");
        await Assertions.Expect(open.Page.Locator("form[action*=Remove]")).ToHaveCountAsync(0);
        await SignOut(open);
        await open.Page.ClickAsync("form[data-passkey=get] button");
        await Assertions.Expect(open.Page.Locator(".p-notice--refusal")).ToContainTextAsync("The passkey was not accepted");
    }

    [Fact]
    public async Task An_answer_sent_again_or_changed_signs_nobody_in()
    {
        var (open, _) = await WithDevice("oren.basti");
        await using var closing = open;
        await Add(open);
        await SignOut(open);
        string? sent = null;
        open.Page.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.Contains("handler=Passkey", StringComparison.Ordinal)) sent = request.PostData;
        };
        await open.Page.ClickAsync("form[data-passkey=get] button");
        await open.Page.WaitForURLAsync(Home + "/me");
        sent.ShouldNotBeNull();
        await SignOut(open);
        var answer = System.Web.HttpUtility.ParseQueryString(sent)["Answer"]!;
        foreach (var typed in new[] { answer, answer.Replace("\"signature\":\"MEU", "\"signature\":\"MEQ", StringComparison.Ordinal), "{}" })
        {
            await open.Page.EvaluateAsync("typed => { const form = document.querySelector('form[data-passkey=get]'); form.elements.Answer.value = typed; form.submit() }", typed);
            await Assertions.Expect(open.Page.Locator(".p-notice--refusal")).ToContainTextAsync("The passkey was not accepted");
        }
    }

    [Fact]
    public async Task A_device_that_does_not_recognise_its_holder_adds_nothing()
    {
        var (open, _) = await WithDevice("wen.haldorf", recognises: false);
        await using var closing = open;
        await open.Page.GotoAsync(Home + "/me/passkeys");
        await open.Page.ClickAsync("form[data-passkey=create] button");
        await Assertions.Expect(open.Page.Locator("[data-passkey-failed]")).ToBeVisibleAsync();
        await Assertions.Expect(open.Page.Locator("form[action*=Remove]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_answer_of_another_address_is_refused()
    {
        // The same host by another port: the browser lets the key be used, as the site's name is the same; the server reads where it was used.
        var (open, _) = await WithDevice("ilva.maren");
        await using var closing = open;
        await Add(open);
        await SignOut(open);
        var options = await open.Page.GetAttributeAsync("form[data-passkey=get]", "data-options");
        using var elsewhere = new System.Net.HttpListener();
        var port = FreePort();
        elsewhere.Prefixes.Add($"http://localhost:{port}/");
        elsewhere.Start();
        var serving = Task.Run(async () =>
        {
            var context = await elsewhere.GetContextAsync();
            context.Response.ContentType = "text/html";
            await context.Response.OutputStream.WriteAsync("<!DOCTYPE html><title>Elsewhere</title>"u8.ToArray());
            context.Response.Close();
        });
        await open.Page.GotoAsync($"http://localhost:{port}/");
        await serving;
        var answer = await open.Page.EvaluateAsync<string>("""
            async (text) => {
              const read = (t) => Uint8Array.from(atob(t.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
              const write = (b) => b ? btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') : ''
              const options = JSON.parse(text)
              options.challenge = read(options.challenge)
              const { rawId, response } = await navigator.credentials.get({ publicKey: options })
              return JSON.stringify({ id: write(rawId), clientDataJSON: write(response.clientDataJSON), authenticatorData: write(response.authenticatorData), signature: write(response.signature), userHandle: write(response.userHandle) })
            }
            """, options);
        await open.Page.GotoAsync(Home + "/sign-in");
        await open.Page.EvaluateAsync("typed => { const form = document.querySelector('form[data-passkey=get]'); form.elements.Answer.value = typed; form.submit() }", answer);
        await Assertions.Expect(open.Page.Locator(".p-notice--refusal")).ToContainTextAsync("The passkey was not accepted");
    }

    [Fact]
    public async Task Without_a_script_the_sign_in_page_offers_no_passkey_and_the_other_ways_stay()
    {
        await using var open = await browser.Open(javaScript: false);
        await open.Page.GotoAsync(Home + "/sign-in");
        await Assertions.Expect(open.Page.Locator("form[data-passkey=get]")).ToBeHiddenAsync();
        await Assertions.Expect(open.Page.Locator("#Password")).ToBeVisibleAsync();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }
}
