using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.People.Accounts;
using Probity.PortVerrin;

namespace Probity.Browser.Tests;

/// <summary>A complaint reaches a decision: asked for by the complaints office, settled by somebody who was drawn, in a browser, on a desk and on a phone.</summary>
public sealed partial class ContestTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [Fact]
    public async Task A_contested_decision_is_read_and_settled_by_the_person_who_was_drawn()
    {
        await using var complaints = await browser.OpenAs("farid.lansou");
        await complaints.Goto("/decisions?state=Released");
        await complaints.Page.Locator("main table a[href^='/decisions/']").First.ClickAsync();
        var id = new DecisionId(Guid.Parse(Id().Match(complaints.Page.Url).Value));
        await complaints.Page.Locator("main a[href$='/contest']").ClickAsync();
        await complaints.ShouldBeSound("en");
        await complaints.Page.Locator("textarea").FillAsync("The witness says that somebody else was meant.");
        await complaints.Page.Locator("main form button[type=submit]:visible").ClickAsync();
        (await complaints.Page.Locator("h1").InnerTextAsync()).ShouldBe("This decision is contested");

        await using var open = await browser.OpenAs(Settler(id));
        await open.Goto("/today");
        await open.Page.Locator($"main a[href='/decisions/{id}']").ClickAsync();
        open.Page.Url.ShouldEndWith($"/decisions/{id}/settle");
        await open.ShouldBeSound("en");
        var closed = await open.Page.Locator("main").InnerTextAsync();
        closed.ShouldContain("The witness says that somebody else was meant.");
        closed.ShouldContain("You record no own view first.");
        (await open.Page.Locator(".p-candidates").CountAsync()).ShouldBe(0);

        await open.Page.Locator("form[action*='handler=Open'] button").ClickAsync();
        await open.ShouldBeSound("en");
        (await open.Page.Locator("main").InnerTextAsync()).ShouldContain("The first person’s judgement");
        (await open.Page.Locator(".p-candidates").CountAsync()).ShouldBe(1);
        await open.Page.SetViewportSizeAsync(320, 900);
        await open.ShouldNotScrollSideways();

        await open.Page.Locator("input[name=Answer][value=overturn]").CheckAsync(new() { Force = true });
        await open.Page.Locator("textarea").FillAsync("The statement was taken down wrongly, and the lead rested on it.");
        await open.Page.Locator("main form button[type=submit]:visible").ClickAsync();
        open.Page.Url.ShouldEndWith($"/decisions/{id}");
        (await open.Page.Locator("h1").InnerTextAsync()).ShouldBe("The decision was overturned");
        await open.ShouldBeSound("en");
    }

    private string Settler(DecisionId id)
    {
        using var read = browser.App.Services.GetRequiredService<Reads>().Rent();
        var settler = read.Decision(SampleAgency.Id, id)!.Settler.ShouldNotBeNull();
        return browser.App.Services.GetRequiredService<Accounts>().Find(SampleAgency.Id, settler)!.Login;
    }
}
