using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.People.SignIn;
using Probity.PortVerrin;

namespace Probity.Browser.Tests;

/// <summary>
/// Every page about people as it is met: a new person comes in, signs out and in again, and an administrator keeps accounts and connected systems. All of it
/// at the narrowest phone, and once more without JavaScript; the pages that show a secret, a link or a key once are among them.
/// </summary>
public sealed class PeoplePagesTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private const string Password = "seven lamps over the harbour";

    [Theory, InlineData("en", true), InlineData("fr", true), InlineData("fr", false)]
    public async Task A_new_person_comes_in_and_every_step_is_sound(string language, bool javaScript)
    {
        var login = javaScript ? "new." + language : "new.plain." + language;
        var account = (await browser.App.Services.GetRequiredService<CreateAccount>().Run(Administrator, new NewAccount(login, "Nia Newcomer", "Cst", null, [language]))).Value;
        var link = (await browser.App.Services.GetRequiredService<SignInLinks>().Make(Administrator, account)).Value!.Path;

        await using var open = await browser.Open(language, 320, javaScript);
        var faults = new Faults(open, javaScript ? language : null);
        await faults.At(link);
        await Press(open);
        await faults.Here("/set-up");
        await Press(open);
        await faults.Here("/set-up");
        await open.Page.FillAsync("#Password", Password);
        await Press(open);
        await faults.Here("/set-up/second-factor");
        await Press(open);
        await faults.Here("/me/authenticator");
        await faults.At("/me/codes");
        await Press(open);
        await faults.Here("/me/codes");
        var codes = await open.Page.Locator(".p-codesheet bdi").AllInnerTextsAsync();
        await open.Page.FillAsync("#Code", codes[0]);
        await Press(open);
        await faults.At("/me");
        await faults.At("/me/password");
        await faults.At("/sign-out");
        await Press(open);
        await faults.At("/sign-in");
        await open.Page.FillAsync("#Login", login);
        await open.Page.FillAsync("#Password", Password);
        await Press(open);
        await faults.Here("/sign-in/second");
        await open.Page.FillAsync("#Code", codes[1]);
        await Press(open);
        await faults.At("/me");
        (await open.Page.InnerTextAsync("main")).ShouldContain(language == "en" ? "Only you know it" : "Vous seul le connaissez");
        faults.All.ShouldBeEmpty();
    }

    [Theory, InlineData("en", true), InlineData("fr", true), InlineData("fr", false)]
    public async Task An_administrator_keeps_accounts_and_every_page_is_sound(string language, bool javaScript)
    {
        await browser.App.Services.GetRequiredService<GrantRole>().Run(Administrator, SampleAgency.Account("ilva.maren"), Role.Legal, "Advises the unit");
        await using var open = await browser.OpenAs("pavlo.renn", language, 320, javaScript);
        var faults = new Faults(open, javaScript ? language : null);
        await faults.At("/me");
        (await open.Page.InnerTextAsync("main")).ShouldContain(language == "en" ? "Not set yet" : "Pas encore défini");
        await faults.At("/accounts");
        await faults.At("/accounts?q=maren&role=Officer");
        await faults.At("/accounts/new");
        await Press(open);
        await faults.Here("/accounts/new");

        var account = "/accounts/" + SampleAgency.Account("ilva.maren");
        await faults.At(account);
        await open.Page.ClickAsync("form[action*='handler=Link'] button");
        await faults.Here(account);
        foreach (var what in new[] { "details", "switch-off", "end-sessions", "remove-factors", "take-" + nameof(Role.Officer) }) await faults.At($"{account}/{what}");
        await Press(open);
        await faults.Here(account);

        await faults.At("/roles");
        await open.Page.ClickAsync("main tbody a");
        await faults.Here("/roles/");
        await faults.At("/units");

        await faults.At("/clients/new");
        await open.Page.FillAsync("#Name", $"Records system of the harbour {language} {javaScript}");
        await open.Page.Locator("input[name=Scopes]").First.CheckAsync();
        await Press(open);
        await faults.Here("/clients/new");
        (await open.Page.InnerTextAsync("main")).ShouldContain("pk_");
        await open.Page.ClickAsync("main a[href^='/clients/']");
        await faults.Here("/clients/");
        await faults.At("/clients");
        faults.All.ShouldBeEmpty();
    }

    [Theory, InlineData("en", true), InlineData("fr", true), InlineData("fr", false)]
    public async Task A_legal_adviser_erases_a_person_and_every_page_is_sound(string language, bool javaScript)
    {
        var login = $"left.{language}.{(javaScript ? "script" : "plain")}";
        var account = (await browser.App.Services.GetRequiredService<CreateAccount>().Run(Administrator, new NewAccount(login, "Nils Gone", "Cst", null, [language]))).Value;
        (await browser.App.Services.GetRequiredService<SwitchAccount>().Off(Administrator, account, "Left the service")).Done.ShouldBeTrue();

        await using var open = await browser.OpenAs("lindis.arvane", language, 320, javaScript);
        var faults = new Faults(open, javaScript ? language : null);
        await faults.At("/erasure");
        await open.Page.ClickAsync("main a[href='/erasure/person']");
        await faults.Here("/erasure/person");
        await open.Page.FillAsync("#Person", "nobody.at.all");
        await Press(open);
        await faults.Here("/erasure/person");
        await open.Page.FillAsync("#Person", login);
        await Press(open);
        await faults.Here("/erasure/person");

        const string Act = "form[action*='handler=Act'] ";
        await open.Page.ClickAsync(Act + "button[type=submit]");
        await faults.Here("/erasure/person");
        await open.Page.ClickAsync(Act + ".p-tile:has(input[value=Hold])");
        await open.Page.FillAsync("#Ground", "Order 7 of the court");
        await open.Page.ClickAsync(Act + "button[type=submit]");
        await faults.Here("/erasure/person");
        await open.Page.ClickAsync(Act + ".p-tile:has(input[value=Erase])");
        await open.Page.FillAsync(Act + "[name=Ground]", "Order 8 of the court");
        await open.Page.FillAsync("#Typed", "nils gone");
        await open.Page.ClickAsync(Act + "button[type=submit]");
        await faults.Here("/erasure/person");
        (await open.Page.InnerTextAsync("main")).ShouldContain("Order 7 of the court");
        await open.Page.FillAsync("form[action*='handler=Lift'] [name=Ground]", "The proceedings ended");
        await open.Page.ClickAsync("form[action*='handler=Lift'] button");
        await faults.Here("/erasure/person");
        await open.Page.ClickAsync(Act + ".p-tile:has(input[value=Erase])");
        await open.Page.FillAsync(Act + "[name=Ground]", "Order 8 of the court");
        await open.Page.FillAsync("#Typed", "nils gone");
        await open.Page.ClickAsync(Act + "button[type=submit]");
        await faults.Here("/erasure/person");
        var said = await open.Page.InnerTextAsync("main");
        said.ShouldContain(language == "en" ? "The content was erased" : "Le contenu a été effacé");
        said.ShouldNotContain("Nils Gone");
        await faults.At("/erasure");
        (await open.Page.InnerTextAsync("main")).ShouldContain(language == "en" ? "erased account" : "compte effacé");
        faults.All.ShouldBeEmpty();
    }

    private static Actor Administrator => Actor.Person(SampleAgency.Id, SampleAgency.Account("pavlo.renn"));

    private static Task Press(OpenPage open) => open.Page.Locator("main form button[type=submit]").First.ClickAsync();

    /// <summary>All faults of a walk together: one page that is wrong hides no other.</summary>
    /// <param name="language">Null without JavaScript, where axe cannot run: the page then only has to fit and to lead on.</param>
    private sealed class Faults(OpenPage open, string? language)
    {
        public List<string> All { get; } = [];

        public async Task At(string path)
        {
            await open.Goto(path);
            await Here(path);
        }

        public async Task Here(string path)
        {
            new Uri(open.Page.Url).PathAndQuery.ShouldStartWith(path);
            try { await (language is null ? open.ShouldNotScrollSideways() : open.ShouldBeSound(language)); }
            catch (ShouldAssertException fault) { All.Add($"{path}: {fault.Message}"); }
            open.ForgetTroubles();
        }
    }
}
