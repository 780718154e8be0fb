using Microsoft.Playwright;
using Probity.Server.Tests;

namespace Probity.Browser.Tests;

/// <summary>
/// The distribution's Chromium before the running program. Without a browser the tests fail rather than pass unseen; ./test installs it.
/// Journeys of one class share one server and one browser; each test opens its own context.
/// </summary>
public class OpenBrowser : SampleServer
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Array.Find(Places, File.Exists) ?? throw new FileNotFoundException("No Chromium is installed; ./test installs the distribution's."),
            // As root in a container there is no sandbox; the rest keeps the browser from talking to anyone but the server under test.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <param name="width">CSS pixels: 320 is a phone at its narrowest (WCAG 2.2, 1.4.10), 390 a phone, 1280 a desk.</param>
    public async Task<OpenPage> Open(string language = "en", int width = 1280, bool javaScript = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            Locale = language,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new OpenPage(await context.NewPageAsync(), Address);
    }

    /// <summary>A page in which somebody of the sample agency is signed in.</summary>
    public async Task<OpenPage> OpenAs(string login, string language = "en", int width = 1280, bool javaScript = true)
    {
        var open = await Open(language, width, javaScript);
        await open.Goto(await SignInLink(login));
        await open.Page.Locator("main form button[type=submit]").ClickAsync();
        return open;
    }

    public override async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
