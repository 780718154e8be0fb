using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Backups;
using Probity.Acts.Rights;
using Probity.Given;
using Probity.People.Clients;
using Probity.People.SignIn;
using Probity.PortVerrin;

namespace Probity.Server.Tests;

/// <summary>The running program with the sample agency in it, and ways in for its people and for connected systems.</summary>
public partial class SampleServer : RunningServer
{
    protected override async Task Prepare()
    {
        (await PortVerrinSample.Fill(Folder, TimeProvider.System.GetUtcNow())).ShouldBeTrue();
        if (TestDatabase.For(Folder) is { } database) Move.ToPostgres(Folder, database, Rooms.Parts, TimeProvider.System.GetUtcNow()).Done.ShouldBeTrue();
    }

    /// <summary>A one-time link that signs in by itself, as ./run prints it.</summary>
    public async Task<string> SignInLink(string login)
    {
        var link = await App.Services.GetRequiredService<SignInLinks>().Make(Actor.Installation(SampleAgency.Id), SampleAgency.Account(login), sample: true);
        link.Done.ShouldBeTrue();
        return link.Value!.Path;
    }

    /// <summary>A browser in which this person is signed in.</summary>
    public async Task<HttpClient> BrowserOf(string login, string language = "en")
    {
        var browser = Browser(language);
        var link = await SignInLink(login);
        using var answer = await browser.PostAsync(link, new FormUrlEncodedContent([new("form", await Token(browser, link))]));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    /// <summary>The token of the form on a page; without it no form is taken.</summary>
    public static async Task<string> Token(HttpClient browser, string page)
    {
        var token = FormToken().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        token.ShouldNotBeEmpty($"{page} has no form");
        return token;
    }

    /// <summary>A connected system with its key, made by the agency's integrator.</summary>
    public async Task<HttpClient> ConnectedSystem(string name, params Right[] scopes)
    {
        var made = await App.Services.GetRequiredService<KeepClients>().Make(Actor.Person(SampleAgency.Id, SampleAgency.Account("wen.haldorf")), name, scopes);
        made.Done.ShouldBeTrue(string.Join(", ", made.Refusals.Select(refusal => refusal.Code.Code)));
        return Machine(made.Value!.Key);
    }

    [GeneratedRegex("name=\"form\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
