using System.Net;
using System.Text.RegularExpressions;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.People.Webhooks;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Accounts;

/// <summary>Whoever keeps connected systems says where one is told, sees its secret once, and what became of each message.</summary>
public sealed class WebhookPagesTests(GateServer server) : IClassFixture<GateServer>
{
    private static async Task<(HttpStatusCode Status, string Page)> Post(HttpClient browser, string path, params (string, string)[] fields)
    {
        var token = GateServer.Token(await browser.GetStringAsync(path.Split('?')[0]));
        using var form = new FormUrlEncodedContent([new("form", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))]);
        using var answer = await browser.PostAsync(path, form);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task A_system_is_told_its_secret_is_seen_once_and_what_did_not_arrive_is_sent_again()
    {
        var world = await World.Make(server.App.Services, "pages");
        var other = await World.Make(server.App.Services, "neighbours");
        using var keeper = await server.SignedIn(world.Integrator, world);
        var client = $"/clients/{world.Client}";
        (await keeper.GetStringAsync(client)).ShouldContain("is not told of anything");
        (await keeper.GetStringAsync(client + "/deliveries")).ShouldContain("Nothing was sent yet");

        var (status, refused) = await Post(keeper, client + "/webhook", ("Address", "http://10.0.0.7/"));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var field in new[] { "Address", "Events" }) refused.ShouldContain($"<li><a href=\"#{field}\">");

        // Nobody listens at port 9 (discard).
        (string, string)[] told = [("Address", "http://127.0.0.1:9/told"), ("Events", "DecisionChanged")];
        var secret = Regex.Match((await Post(keeper, client + "/webhook", told)).Page, "whsec_[A-Za-z0-9+/=]{44}").Value;
        secret.ShouldNotBeEmpty();
        foreach (var page in new[] { client, client + "/webhook" })
        {
            var shown = WebUtility.HtmlDecode(await keeper.GetStringAsync(page));
            shown.ShouldContain("http://127.0.0.1:9/told");
            shown.ShouldNotContain(secret);
        }

        using (var opened = await server.Open(GateServer.Opening(world, "PV-2026-PAGES", world.Officer), world: world)) opened.EnsureSuccessStatusCode();
        WebhookDelivery Delivery()
        {
            using var db = world.Get<Reads>().Open(world.Agency);
            return db.Set<WebhookDelivery>().Single();
        }
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        using (var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
            while (Delivery().Attempts == 0) await often.WaitForNextTickAsync(patience.Token);
        var list = WebUtility.HtmlDecode(await keeper.GetStringAsync(client + "/deliveries"));
        list.ShouldContain("Not reached");
        list.ShouldContain("State of a decision");
        list.ShouldNotContain("PV-2026-PAGES");
        (await keeper.GetStringAsync(client + "/deliveries?state=Delivered")).ShouldNotContain("Not reached");
        (await Post(keeper, client + "/deliveries", ("Delivery", Delivery().Id.ToString()))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Post(keeper, client + "/deliveries", ("Delivery", Guid.NewGuid().ToString()))).Status.ShouldBe(HttpStatusCode.NotFound);
        using (var french = await server.SignedIn(world.Integrator, world, "fr")) WebUtility.HtmlDecode(await french.GetStringAsync(client + "/deliveries")).ShouldContain("Ce dont il a été prévenu");

        var (renewed, shownOnce) = await Post(keeper, client + "/webhook?handler=Renew");
        renewed.ShouldBe(HttpStatusCode.OK);
        shownOnce.ShouldContain("The secret before this one signs too until");
        var second = Regex.Match(shownOnce, "whsec_[A-Za-z0-9+/=]{44}").Value;
        second.ShouldNotBeEmpty();
        second.ShouldNotBe(secret);
        var afterwards = WebUtility.HtmlDecode(await keeper.GetStringAsync(client + "/webhook"));
        afterwards.ShouldContain("The secret before this one signs too until");
        afterwards.ShouldNotContain("whsec_");

        using var neighbour = await server.SignedIn(other.Integrator, other);
        foreach (var page in new[] { client, client + "/webhook", client + "/deliveries" })
        {
            using var answer = await neighbour.GetAsync(page);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await Post(keeper, client + "/webhook?handler=End")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await keeper.GetStringAsync(client)).ShouldContain("is not told of anything");
        Delivery().State.ShouldBe(DeliveryState.GivenUp);
    }
}
