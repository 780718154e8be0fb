using System.Net;
using System.Net.Http.Json;
using Probity.Desk.History;
using Probity.Given;
using Probity.People.Accounts;
using Probity.People.Units;
using Probity.Registry;

namespace Probity.Server.Tests.Gate;

/// <summary>What happened to things of every room, read by people who may read more and less of it.</summary>
public sealed class DecisionHistoryTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Nobody_learns_from_the_history_of_an_open_decision_who_acted_in_it_or_what_was_said()
    {
        var id = await server.Opened(GateServer.Opening(server.World, "HI-2026-00001", server.World.Officer));
        using var officer = await server.SignedIn(server.World.Officer);
        (await officer.PostAsJsonAsync($"/api/v1/decisions/{id}/view", GateServer.View("noOneKnown"))).EnsureSuccessStatusCode();
        using var auditor = await server.SignedIn(server.World.Auditor);
        using var second = await server.SignedIn(server.World.Second);

        var page = await auditor.GetStringAsync(HistoryPages.Of("decision", Guid.Parse(id)));
        page.ShouldContain("Own view recorded");
        page.ShouldContain("/proof");
        page.ShouldNotContain("Ona Officer");
        page.ShouldNotContain("noOneKnown");
        (await auditor.GetStringAsync($"/history/decision/{id}/export/acts.json")).ShouldNotContain("Ona Officer");
        (await second.GetAsync($"/history/decision/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await second.GetAsync($"/history/decision/{id}/export/acts.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_change_is_said_in_words_with_what_was_before_and_its_undoing_is_offered_to_who_may()
    {
        var world = server.World;
        World.Must(await world.Get<SwitchAccount>().Off(world.As(world.Administrator), world.OtherOfficer, "Long leave"));
        using var administrator = await server.SignedIn(world.Administrator);
        using var leader = await server.SignedIn(world.Leader);
        var kept = await administrator.GetStringAsync(HistoryPages.Of("account", world.OtherOfficer.Value));
        kept.ShouldContain("Account switched off");
        kept.ShouldContain($"/accounts/{world.OtherOfficer}/switch-on");
        // A role without the right to read acts reads who and when.
        kept.ShouldNotContain("Long leave");
        var led = await leader.GetStringAsync(HistoryPages.Of("account", world.OtherOfficer.Value));
        led.ShouldContain("Long leave");
        led.ShouldNotContain("switch-on");
        (await leader.GetStringAsync(HistoryPages.Of("account", world.OtherOfficer.Value) + "?kind=people.account-created")).ShouldNotContain("Long leave");
        (await leader.GetStringAsync(HistoryPages.Of("account", world.OtherOfficer.Value) + "?until=2020-01-01")).ShouldContain("Nothing found");

        var unit = World.Must(await world.Get<KeepUnits>().Make(world.As(world.Administrator), "Harbor"));
        World.Must(await world.Get<KeepUnits>().Rename(world.As(world.Administrator), unit, "Harbour"));
        var renamed = await leader.GetStringAsync(HistoryPages.Of("unit", unit.Value));
        renamed.ShouldContain("<bdi>Harbor</bdi> → <bdi>Harbour</bdi>");
        (await leader.GetStringAsync($"/history/unit/{unit}/export/acts.csv")).ShouldContain("Name: Harbor → Harbour");
    }

    [Fact]
    public async Task A_thing_of_another_agency_or_beyond_ones_rights_has_no_history_here()
    {
        var world = server.World;
        var other = await World.Make(server.App.Services, code: "beyond");
        using var theirs = await server.SignedIn(other.Auditor, other);
        using var officer = await server.SignedIn(world.Officer);
        foreach (var (kind, id) in new[] { ("use", world.Use.Value), ("account", world.Officer.Value), ("client", world.Client.Value), ("my-account", world.Officer.Value), ("nothing", world.Officer.Value) })
            (await theirs.GetAsync(HistoryPages.Of(kind, id))).StatusCode.ShouldBe(HttpStatusCode.NotFound, kind);
        (await officer.GetAsync(HistoryPages.Of("account", world.Officer.Value))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await officer.GetAsync(HistoryPages.Of("use", world.Use.Value))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
