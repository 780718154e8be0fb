using Probity.Acts.Refusals;
using Probity.Given;
using Probity.Registry.Found;
using Probity.Registry.Uses;

namespace Probity.Browser.Tests;

/// <summary>The register in a real browser where something is found or waits to be decided, and where a form is refused.</summary>
public sealed class RegisterPagesTests(RegisterPagesTests.WithARegister browser) : IClassFixture<RegisterPagesTests.WithARegister>
{
    public sealed class WithARegister : OpenBrowser
    {
        public World World { get; private set; } = null!;
        public UseRegistered Found { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            World = await World.Make(App.Services);
            Found = World.Must(await World.Get<ReportFoundUse>().Run(World.As(World.Officer), new FoundUse("Object search in evidence video", "ClipFind", "Port Division", "It appeared after an update nobody announced.")));
            // A renewal waits, so that the page of the leader has something to decide.
            World.Must(await World.Get<Registry.Authorisations.PrepareAuthorisation>().Run(World.As(World.AiLead), World.Use,
                new Registry.Authorisations.Preparation([Registry.Authorisations.Condition.Plain("reports", "none", "Weekly report to the Deputy Chief.")], null, World.Get<TimeProvider>().GetUtcNow().AddDays(300)), new Acts.Reason("It works and is needed.")));
        }

        public async Task<OpenPage> SignedIn(Acts.Ids.AccountId person, string language, int width)
        {
            var open = await Open(language, width);
            await open.Goto(await World.SignInPath(person));
            await open.Page.Locator("main form button[type=submit]").First.ClickAsync();
            return open;
        }
    }

    /// <summary>Pages whose state the sample agency does not show: a found use, and something to decide.</summary>
    private static readonly string[] OfLead = ["/uses/{found}", "/uses/{use}/prepare"];
    private static readonly string[] OfLeader = ["/uses/{use}/authorise", "/uses/{use}/return"];

    [Theory, InlineData("en", 1280), InlineData("fr", 390), InlineData("fr", 320)]
    public async Task Pages_with_something_to_decide_are_sound(string language, int width)
    {
        var faults = new List<string>();
        foreach (var (person, paths) in new[] { (browser.World.AiLead, OfLead), (browser.World.Leader, OfLeader) })
        {
            await using var open = await browser.SignedIn(person, language, width);
            foreach (var path in paths)
            {
                await open.Goto(path.Replace("{use}", browser.World.UseReference, StringComparison.Ordinal).Replace("{found}", browser.Found.Reference, StringComparison.Ordinal));
                try { await open.ShouldBeSound(language); }
                catch (ShouldAssertException fault) { faults.Add($"{path}: {fault.Message}"); }
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_was_refused_keeps_what_was_typed_and_leads_to_the_field()
    {
        await using var open = await browser.SignedIn(browser.World.Officer, "en", 1280);
        await open.Goto("/uses/found");
        await open.Page.FillAsync("#Name", "Private chatbots");
        await open.Page.FillAsync("#Reason", "Colleagues said so.");
        await open.Page.ClickAsync("main form button[type=submit]");
        (await open.Page.InputValueAsync("#Name")).ShouldBe("Private chatbots");
        (await open.Page.InputValueAsync("#Reason")).ShouldBe("Colleagues said so.");
        await open.Page.ClickAsync(".govuk-error-summary a");
        (await open.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("SystemName");
        await open.ShouldBeSound("en");
    }
}
