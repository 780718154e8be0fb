using Microsoft.Playwright;
using Probity.Given;
using Probity.PortVerrin;

namespace Probity.Browser.Tests;

/// <summary>Is it still you? With a code and no script, and with a passkey.</summary>
public sealed class ConfirmTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private string Home => $"http://localhost:{browser.Address.Port}";

    private Task<Proven> Somebody(string login, bool stale) => Proven.Make(browser.App.Services, SampleAgency.Id, SampleAgency.Account(login), stale);

    private Task Holds(OpenPage open, string session, string? home = null) =>
        open.Page.Context.AddCookiesAsync([new Cookie { Name = "probity", Value = session, Url = home ?? browser.Address.ToString() }]);

    [Fact]
    public async Task Without_a_script_what_was_typed_is_there_after_a_wrong_code_and_is_recorded_after_the_right_one()
    {
        var person = await Somebody("pavlo.renn", stale: true);
        await using var open = await browser.Open(javaScript: false);
        await Holds(open, person.Cookie);
        await open.Goto("/accounts/new");
        await open.Page.FillAsync("#Input_Login", "cora.lind");
        await open.Page.FillAsync("#Input_Name", "Cora \"C\" Lind");
        await open.Page.SelectOptionAsync("#Input_Language", "fr");
        await open.Page.CheckAsync("input[name=Roles][value=Officer]");
        await open.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Confirm that it is you");
        await open.Page.FillAsync("#ConfirmCode", "000000");
        await open.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(open.Page.Locator("#ConfirmCode-error")).ToBeVisibleAsync();
        await open.Page.FillAsync("#ConfirmCode", person.Code());
        await open.Page.ClickAsync("main button[type=submit]");
        await Assertions.Expect(open.Page.Locator("h1")).ToContainTextAsync("Cora \"C\" Lind");
        await Assertions.Expect(open.Page.Locator("main")).ToContainTextAsync("cora.lind");
    }

    [Fact]
    public async Task With_a_passkey_one_press_confirms_and_the_page_opens()
    {
        const string Login = "wen.haldorf";
        var person = await Somebody(Login, stale: false);
        await using var open = await browser.Open();
        var device = await open.Page.Context.NewCDPSessionAsync(open.Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        await Holds(open, person.Cookie, Home);
        await open.Page.GotoAsync(Home + "/me/passkeys");
        await open.Page.ClickAsync("form[data-passkey=create] button");
        await Assertions.Expect(open.Page.Locator("form[action*=Remove]")).ToHaveCountAsync(1);

        await person.Again(Login, stale: true);
        await Holds(open, person.Cookie, Home);
        await open.Page.GotoAsync(Home + "/me/codes");
        await open.Page.ClickAsync("form[action*=Make] button");
        await Assertions.Expect(open.Page.Locator("h1")).ToHaveTextAsync("Confirm that it is you");
        open.ForgetTroubles(); // the tests of a page look at 127.0.0.1; a passkey needs a name
        await open.Page.ClickAsync("form[data-passkey=get] button");
        await Assertions.Expect(open.Page.Locator("main .p-codesheet li")).ToHaveCountAsync(10);
    }

    [Theory, InlineData("en"), InlineData("fr"), InlineData("ar")]
    public async Task The_question_is_a_sound_page(string language)
    {
        var person = await Somebody(language switch { "en" => "samira.okonne", "fr" => "oren.basti", _ => "joost.hamala" }, stale: true);
        await using var open = await browser.Open(language, width: 390);
        await Holds(open, person.Cookie);
        await open.Goto("/me/password");
        (await open.Page.Locator("#ConfirmCode").CountAsync()).ShouldBe(1);
        await open.ShouldBeSound(language);
    }

    [Fact]
    public async Task A_typed_password_is_looked_at_and_covered_again()
    {
        await using var open = await browser.Open(width: 390);
        await open.Goto("/sign-in");
        await open.Page.FillAsync("#Password", "a long enough secret");
        var button = open.Page.GetByRole(AriaRole.Button, new() { Name = "Show the password" });
        await button.ClickAsync();
        (await open.Page.GetAttributeAsync("#Password", "type")).ShouldBe("text");
        await open.ShouldBeSound("en");
        await open.Page.GetByRole(AriaRole.Button, new() { Name = "Hide the password" }).ClickAsync();
        (await open.Page.GetAttributeAsync("#Password", "type")).ShouldBe("password");
        await using var plain = await browser.Open(javaScript: false);
        await plain.Goto("/sign-in");
        await Assertions.Expect(plain.Page.GetByRole(AriaRole.Button, new() { Name = "Show the password" })).ToHaveCountAsync(0);
    }
}
