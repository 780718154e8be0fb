using System.Text.RegularExpressions;

namespace Probity.Browser.Tests;

/// <summary>Pages that anyone can open, in every language and width.</summary>
public sealed class PublicPagesTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private static readonly string[] Paths = ["/ledger", "/no/such/page", "/sign-in"];
    private static readonly string[] Languages = ["en", "fr", "ar"];

    public static IEnumerable<object[]> Everywhere => from path in Paths from language in Languages select new object[] { path, language };

    [Theory, MemberData(nameof(Everywhere))]
    public async Task It_is_sound_at_every_width(string path, string language)
    {
        foreach (var width in new[] { 320, 390, 1280 })
        {
            await using var open = await browser.Open(language, width);
            await open.Goto(path);
            await open.ShouldBeSound(language);
        }
    }

    [Theory, MemberData(nameof(Everywhere))]
    public async Task It_says_the_same_without_JavaScript(string path, string language)
    {
        await using var with = await browser.Open(language);
        await using var without = await browser.Open(language, javaScript: false);
        await with.Goto(path);
        await without.Goto(path);
        (await Words(without)).ShouldBe(await Words(with));

        // The number of an answer differs from answer to answer.
        // A passkey is the one way in that needs a script, and it is in addition; so is the button that shows a typed password.
        static async Task<string> Words(OpenPage open)
        {
            await open.Page.Locator("[data-passkey], [data-show] + button, main p.p-small .p-code").EvaluateAllAsync<object>("elements => elements.forEach(element => element.remove())");
            return await open.Page.Locator("main").InnerTextAsync();
        }
    }

    [Fact]
    public async Task The_first_press_of_Tab_offers_to_skip_to_the_content()
    {
        await using var open = await browser.Open();
        await open.Goto("/ledger");
        await open.TabTo("a[href='#main']", most: 1);
        await open.Page.Keyboard.PressAsync("Enter");
        (await open.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("main");
    }

    [Fact]
    public async Task A_reader_changes_the_language_and_stays_on_the_page()
    {
        await using var open = await browser.Open("en");
        await open.Goto("/ledger");
        await open.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Français" }).First.ClickAsync();
        new Uri(open.Page.Url).AbsolutePath.ShouldBe("/ledger");
        (await open.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("fr");
    }
}
