using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Probity.Browser.Tests;

/// <summary>A page that remembers what went wrong in it: errors of the console (a blocked script or style is one) and calls to anywhere else.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _troubles = [];

    internal OpenPage(IPage page, Uri server)
    {
        Page = page;
        page.PageError += (_, error) => _troubles.Add("script error: " + error);
        // That the document itself answers 404 is what some tests want to see.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 4", StringComparison.Ordinal)) _troubles.Add("console: " + message.Text);
        };
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != server.Authority) _troubles.Add("call to elsewhere: " + request.Url);
        };
    }

    public IPage Page { get; }

    public async Task<OpenPage> Goto(string path)
    {
        await Page.GotoAsync(path);
        return this;
    }

    /// <summary>
    /// Everything that any page must keep: no finding of axe (WCAG 2.2 A and AA), no sideways scrolling, one h1, the language and direction on the
    /// document, nothing blocked and nothing fetched from elsewhere.
    /// </summary>
    public async Task ShouldBeSound(string language)
    {
        (await Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language);
        (await Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await Page.Locator("h1").CountAsync()).ShouldBe(1, Page.Url);
        await ShouldNotScrollSideways();
        var found = await Page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        found.Violations.Select(violation => $"{violation.Id}: {violation.Help} — {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty(Page.Url);
        ShouldHaveNoTroubles();
    }

    public async Task ShouldNotScrollSideways()
    {
        var wide = await Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
                : [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                    .map(e => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).slice(0, 5)
            """);
        wide.ShouldBeEmpty($"{Page.Url} scrolls sideways at {Page.ViewportSize?.Width}");
    }

    /// <summary>For a walk over many pages: what was reported once is not reported of the next page.</summary>
    public void ForgetTroubles() => _troubles.Clear();

    public void ShouldHaveNoTroubles() => _troubles.ShouldBeEmpty(Page.Url);

    /// <summary>Presses Tab until the element with this selector has the focus, as somebody without a mouse would.</summary>
    public async Task TabTo(string selector, int most = 60)
    {
        for (var i = 0; i < most; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector)) return;
        }
        throw new ShouldAssertException($"{selector} cannot be reached with {most} presses of Tab on {Page.Url}");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
