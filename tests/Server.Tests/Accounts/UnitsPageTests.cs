using System.Net;
using System.Text.RegularExpressions;
using Probity.Given;
using Probity.People.Units;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Accounts;

/// <summary>An agency with many units and people: one page of units, one list of people at most.</summary>
public sealed class UnitsPageTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Units_are_paged_searched_and_led_without_a_list_of_people_for_each()
    {
        var world = server.World;
        var made = new List<UnitId>();
        for (var i = 0; i < 60; i++) made.Add(World.Must(await world.Get<KeepUnits>().Make(world.As(world.Administrator), $"Many {i:00}")));
        using var administrator = await server.SignedIn(world.Administrator);
        var (seen, address) = (new List<string>(), "/units");
        while (address is not null)
        {
            var page = await administrator.GetStringAsync(address);
            page.ShouldNotContain("<select class=\"govuk-select\" id=\"leader-");
            var here = Regex.Matches(page, "value=\"(Many [0-9]{2})\"").Select(match => match.Groups[1].Value).ToList();
            here.Count.ShouldBeLessThanOrEqualTo(25);
            seen.AddRange(here);
            var next = Regex.Match(page, "rel=\"next\" href=\"([^\"]+)\"");
            address = next.Success ? WebUtility.HtmlDecode(next.Groups[1].Value) : null;
        }
        seen.ShouldBe([.. Enumerable.Range(0, 60).Select(i => $"Many {i:00}")]);

        var found = await administrator.GetStringAsync("/units?q=many+42");
        Regex.Matches(found, "value=\"(Many [0-9]{2})\"").ShouldHaveSingleItem();
        var lead = WebUtility.HtmlDecode(Regex.Match(found, "href=\"(/units\\?[^\"#]*lead=[^\"#]+)#").Groups[1].Value);
        lead.ShouldContain("q=many");
        var choosing = await administrator.GetStringAsync(lead);
        Regex.Matches(choosing, "<select class=\"govuk-select\" id=\"leader-").ShouldHaveSingleItem();
        using var form = new FormUrlEncodedContent([new("form", GateServer.Token(choosing)), new("id", made[42].ToString()), new("leader", world.Officer.ToString())]);
        using (var done = await administrator.PostAsync("/units?handler=Lead", form)) done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await administrator.GetStringAsync("/units?q=many+42")).ShouldContain("Ona Officer");

        var search = await administrator.GetStringAsync("/search?q=many+57");
        var one = await administrator.GetStringAsync(WebUtility.HtmlDecode(Regex.Match(search, "href=\"(/units[^\"]+)\"").Groups[1].Value));
        Regex.Matches(one, "value=\"(Many [0-9]{2})\"").ShouldHaveSingleItem().Groups[1].Value.ShouldBe("Many 57");
    }
}
