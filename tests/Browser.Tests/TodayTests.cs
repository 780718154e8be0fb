namespace Probity.Browser.Tests;

/// <summary>One's own desk and how one hears of it, on a phone and without scripts.</summary>
public sealed class TodayTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    [Fact]
    public async Task A_second_person_goes_from_the_desk_to_the_waiting_review_on_a_phone_without_JavaScript()
    {
        await using var open = await browser.OpenAs("samira.okonne", width: 390, javaScript: false);
        await open.Goto("/today");
        (await open.Page.Locator("h1").InnerTextAsync()).ShouldContain("wait");
        (await open.Page.Locator(".p-work__due").First.InnerTextAsync()).ShouldContain("Due");
        await open.Page.Locator(".p-work__title a").First.ClickAsync();
        open.Page.Url.ShouldEndWith("/view");
    }

    [Theory, InlineData("en"), InlineData("fr")]
    public async Task The_pages_about_it_are_sound_at_every_width(string language)
    {
        foreach (var width in new[] { 320, 390, 1280 })
        {
            await using var open = await browser.OpenAs("pavlo.renn", language, width);
            foreach (var path in new[] { "/today", "/me/away", "/me/notices", "/units", "/me" })
            {
                await open.Goto(path);
                await open.ShouldBeSound(language);
            }
        }
    }

    [Fact]
    public async Task Somebody_says_that_they_are_away_and_ends_it_and_a_past_day_is_refused_at_its_field()
    {
        await using var open = await browser.OpenAs("pavlo.renn", javaScript: false);
        await open.Goto("/me/away");
        await Fill("From", 1, 1, 2020);
        await Fill("Until", 1, 1, 2020);
        await open.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Record the absence" }).ClickAsync();
        (await open.Page.Locator(".govuk-error-summary").InnerTextAsync()).ShouldContain("Write today or a later day");
        var day = TimeProvider.System.GetUtcNow().AddDays(3);
        await Fill("From", day.Day, day.Month, day.Year);
        await Fill("Until", day.Day, day.Month, day.Year);
        await open.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Record the absence" }).ClickAsync();
        await open.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "End the absence" }).ClickAsync();
        (await open.Page.Locator("main").InnerTextAsync()).ShouldContain("No absence is recorded");

        async Task Fill(string field, int day, int month, int year)
        {
            await open.Page.Locator($"[name='{field}.Day']").FillAsync($"{day}");
            await open.Page.Locator($"[name='{field}.Month']").FillAsync($"{month}");
            await open.Page.Locator($"[name='{field}.Year']").FillAsync($"{year}");
        }
    }
}
