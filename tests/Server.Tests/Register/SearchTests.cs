using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.People.Units;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Register;

/// <summary>One search over everything a person may see.</summary>
public sealed class SearchTests(GateServer server) : IClassFixture<GateServer>
{
    private World World => server.World;

    private static async Task<List<string>> Found(HttpClient browser, string typed, string more = "") =>
        [.. Regex.Matches(await browser.GetStringAsync("/search?q=" + Uri.EscapeDataString(typed) + more), "<li><a class=\"govuk-link\" href=\"[^\"]+\"><bdi>([^<]+)<").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [Fact]
    public async Task A_reference_comes_first_and_words_are_found_mistyped_without_accents_and_by_how_they_begin()
    {
        using var lead = await server.SignedIn(World.AiLead);
        var use = $"{World.UseReference} Face search for serious crime";
        (await Found(lead, World.UseReference)).First().ShouldBe(use);
        (await Found(lead, World.UseReference.ToLowerInvariant())).First().ShouldBe(use);
        (await Found(lead, "fac seri")).ShouldContain(use);
        (await Found(lead, "Fase serach")).ShouldContain(use);
        (await Found(lead, "crime face")).ShouldContain(use);
        (await Found(lead, "FaceLink")).ShouldBe(["FaceLink", use], ignoreOrder: false);
        (await Found(lead, "zebra")).ShouldBeEmpty();
        (await lead.GetStringAsync("/search?q=zebra")).ShouldContain("Try fewer words");
        (await lead.GetStringAsync("/search")).ShouldContain("Accents do not matter");

        using var administrator = await server.SignedIn(World.Administrator, language: "fr");
        World.Must(await World.Get<KeepUnits>().Make(World.As(World.Administrator), "Brigade des Chênes"));
        (await Found(administrator, "chene")).ShouldBe(["Brigade des Chênes"]);
        (await Found(administrator, "chnêes brigade")).ShouldBe(["Brigade des Chênes"]);
    }

    [Fact]
    public async Task A_change_changes_what_finds_it()
    {
        using var administrator = await server.SignedIn(World.Administrator);
        var unit = World.Must(await World.Get<KeepUnits>().Make(World.As(World.Administrator), "Lighthouse"));
        (await Found(administrator, "lighthouse")).ShouldBe(["Lighthouse"]);
        World.Must(await World.Get<KeepUnits>().Rename(World.As(World.Administrator), unit, "Windmill"));
        (await Found(administrator, "lighthouse")).ShouldBeEmpty();
        (await Found(administrator, "windmil")).ShouldBe(["Windmill"]);
    }

    [Fact]
    public async Task What_the_roles_do_not_show_is_silently_absent_and_agencies_never_mix()
    {
        var other = await World.Make(server.App.Services, code: "distant");
        await server.Opened(GateServer.Opening(World, "SE-2026-00001", World.Officer));
        using var officer = await server.SignedIn(World.Officer);
        using var second = await server.SignedIn(World.Second);
        using var administrator = await server.SignedIn(World.Administrator);
        using var theirs = await server.SignedIn(other.AiLead, other);

        (await Found(officer, "SE-2026-00001")).ShouldBe(["SE-2026-00001"]);
        (await Found(second, "SE-2026-00001")).ShouldBeEmpty("it was not given to this person");
        (await Found(administrator, "SE-2026-00001")).ShouldBeEmpty();
        (await Found(theirs, "SE-2026-00001")).ShouldBeEmpty();
        (await Found(administrator, "Ona")).ShouldNotBeEmpty();
        (await Found(officer, "Ona")).ShouldBeEmpty();
        (await Found(theirs, World.UseReference)).Count.ShouldBe(1, "each agency has a use of its own with that reference");
        using var nobody = server.Browser();
        (await nobody.GetAsync("/search?q=face")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_words_are_made_again_from_the_records()
    {
        using var lead = await server.SignedIn(World.AiLead);
        (await server.App.Services.GetRequiredService<SearchRebuild>().Run()).ShouldBeGreaterThan(5);
        (await Found(lead, "Face search")).Count(title => title.StartsWith(World.UseReference, StringComparison.Ordinal)).ShouldBe(1);
    }
}
