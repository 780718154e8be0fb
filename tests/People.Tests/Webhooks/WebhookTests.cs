using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Clients;
using Probity.People.Webhooks;

namespace Probity.People.Tests.Webhooks;

/// <summary>A connected system is told once at least, whatever fails in between; and nobody else is.</summary>
public sealed class WebhookTests : IDisposable
{
    private readonly Installation _here = new();
    private readonly Receiver _receiver = new();

    public void Dispose()
    {
        _receiver.Dispose();
        _here.Dispose();
    }

    private KeepWebhooks Keep => _here.Get<KeepWebhooks>();
    private DueRunner Runner => _here.Get<DueRunner>();

    private async Task<(ServiceClientId Client, string Secret)> Told(Actor keeper, string address)
    {
        var client = (await _here.Get<KeepClients>().Make(keeper, "Cases", [Right.SeeRegister])).Value!;
        var kept = await Keep.Set(keeper, client.Id, new WebhookInput(address, [WebhookEvent.UseSuspended]));
        kept.Done.ShouldBeTrue(string.Join(", ", kept.Codes()));
        return (client.Id, kept.Value.Secret.ShouldNotBeNull());
    }

    private async Task Happens(AgencyId agency, WebhookEvent what = WebhookEvent.UseSuspended) =>
        await _here.Get<UnitOfWork>().Commit<Done>(Actor.Installation(agency), work =>
        {
            _here.Get<WebhookBook>().Tell(work, what, new Subject("use", Guid.NewGuid()), new { use = "PV-AI-007", state = "suspended" });
            return Done.It;
        });

    private List<WebhookDelivery> Deliveries(AgencyId? agency = null)
    {
        using var db = _here.Get<Reads>().Open(agency ?? _here.Agency);
        return [.. db.Set<WebhookDelivery>().OrderBy(row => row.MadeAt)];
    }

    private Webhook Subscription()
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        return db.Set<Webhook>().Single();
    }

    private bool FailingIsOwed() => _here.Get<OpenDuties>().OfNobodyFor(_here.Agency, new HashSet<Right> { Right.KeepClients }).Any(duty => duty.Kind == Webhook.Failing.Kind);

    [Fact]
    public async Task What_is_sent_is_a_signed_CloudEvent_and_the_secret_stands_nowhere_in_clear()
    {
        var (client, secret) = await Told(_here.Administrator, _receiver.Address);
        await Happens(_here.Agency);
        await Runner.RunAll();
        var got = _receiver.Messages.ShouldHaveSingleItem();
        got.ContentType.ShouldBe("application/cloudevents+json; charset=utf-8");
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        got.Signature.ShouldBe(WebhookSignature.Of(key, got.Id, _here.Clock.GetUtcNow(), got.Body));
        var told = JsonElement.Parse(got.Body);
        told.GetProperty("specversion").GetString().ShouldBe("1.0");
        told.GetProperty("id").GetString().ShouldBe(got.Id);
        told.GetProperty("source").GetString().ShouldBe($"urn:uuid:{_here.Agency.Value:D}");
        told.GetProperty("type").GetString().ShouldBe("probity.use.suspended");
        told.GetProperty("data").GetProperty("state").GetString().ShouldBe("suspended");
        Deliveries().Single().ShouldSatisfyAllConditions(row => row.State.ShouldBe(DeliveryState.Delivered), row => row.Answer.ShouldBe(204), row => row.NextAt.ShouldBeNull());
        Subscription().Secret.AsSpan().IndexOf(key).ShouldBe(-1);
        _here.ActsAbout(client.Value).ShouldBe(["people.client-made", "people.webhook-set"]);
    }

    [Fact]
    public async Task A_renewed_secret_signs_beside_the_one_before_for_a_day_and_alone_afterwards()
    {
        var (client, first) = await Told(_here.Administrator, _receiver.Address);
        var second = (await Keep.Renew(_here.Administrator, client)).Value!.Secret.ShouldNotBeNull();
        second.ShouldNotBe(first);
        async Task<string[]> Signatures()
        {
            await Happens(_here.Agency);
            await Runner.RunAll();
            var got = _receiver.Messages.Last();
            // Each is named by the secret that made it.
            return [.. got.Signature.Split(' ').Select(signature => new[] { first, second }.Single(secret =>
                WebhookSignature.Of(Convert.FromBase64String(secret["whsec_".Length..]), got.Id, _here.Clock.GetUtcNow(), got.Body) == signature))];
        }
        (await Signatures()).ShouldBe([second, first]);
        _here.Clock.Pass(KeepWebhooks.Overlap - TimeSpan.FromMinutes(1));
        (await Signatures()).ShouldBe([second, first]);
        _here.Clock.Pass(TimeSpan.FromMinutes(1));
        (await Signatures()).ShouldBe([second]);
        Subscription().ShouldSatisfyAllConditions(row => row.FormerSecret.ShouldBeNull(), row => row.FormerUntil.ShouldBeNull());
        _here.ActsAbout(client.Value).ShouldBe(["people.client-made", "people.webhook-set", "people.webhook-secret-renewed"]);
    }

    [Fact]
    public async Task Another_address_keeps_a_secret_that_was_renewed_and_who_was_cut_off_gets_none()
    {
        var (client, first) = await Told(_here.Administrator, _receiver.Address);
        await Keep.Renew(_here.Administrator, client);
        (await Keep.Set(_here.Administrator, client, new WebhookInput(_receiver.Address + "?again", [WebhookEvent.UseSuspended]))).Value!.Secret.ShouldBeNull();
        await Happens(_here.Agency);
        await Runner.RunAll();
        _receiver.Messages.Single().Signature.Split(' ').Length.ShouldBe(2);
        Subscription().FormerSecret!.AsSpan().IndexOf(Convert.FromBase64String(first["whsec_".Length..])).ShouldBe(-1);
        var nobody = await _here.Person("no.body");
        (await Keep.Renew(Actor.Person(_here.Agency, nobody), client)).Codes().ShouldBe(["acts.not-allowed"]);
        (await Keep.Renew(_here.Administrator, new ServiceClientId(Guid.NewGuid()))).Codes().ShouldBe(["acts.unknown"]);
        (await _here.Get<KeepClients>().Revoke(_here.Administrator, client, "Contract ended.")).Done.ShouldBeTrue();
        (await Keep.Renew(_here.Administrator, client)).Codes().ShouldBe(["people.client-revoked"]);
    }

    /// <summary>The worked example of the specification, as its reference libraries have it.</summary>
    [Fact]
    public void The_signature_is_that_of_Standard_Webhooks() =>
        WebhookSignature.Of(Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}""")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public async Task Who_wants_to_hear_nothing_costs_nothing()
    {
        await _here.Get<KeepClients>().Make(_here.Administrator, "Asks", [Right.SeeRegister]);
        await Happens(_here.Agency);
        Deliveries().ShouldBeEmpty();
        await Told(_here.Administrator, _receiver.Address);
        await Happens(_here.Agency, WebhookEvent.UseResumed);
        Deliveries().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_was_down_hears_of_it_when_it_is_up_under_the_same_id()
    {
        await Told(_here.Administrator, _receiver.Address);
        _receiver.Down();
        await Happens(_here.Agency);
        await Runner.RunAll();
        var waiting = Deliveries().Single();
        waiting.ShouldSatisfyAllConditions(row => row.State.ShouldBe(DeliveryState.Waiting), row => row.Fault.ShouldBe(DeliveryFault.Unreachable), row => row.Attempts.ShouldBe(1));
        (await Runner.RunAll()).ShouldBe(0);

        _receiver.Up();
        _here.Clock.Pass(TimeSpan.FromMinutes(1));
        await Runner.RunAll();
        var got = _receiver.Messages.ShouldHaveSingleItem();
        got.Id.ShouldBe(waiting.Id.ToString());
        got.Timestamp.ShouldBe(WebhookSignature.Timestamp(_here.Clock.GetUtcNow()));
        Deliveries().Single().State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task After_three_days_it_is_given_up_and_whoever_keeps_systems_sees_it_until_something_arrives()
    {
        var (client, _) = await Told(_here.Administrator, _receiver.Address);
        _receiver.Status = 500;
        await Happens(_here.Agency);
        for (var i = 0; i < 11; i++, _here.Clock.Pass(TimeSpan.FromHours(25))) await Runner.RunAll();
        Deliveries().Single().ShouldSatisfyAllConditions(row => row.State.ShouldBe(DeliveryState.GivenUp), row => row.Attempts.ShouldBe(11), row => row.Answer.ShouldBe(500));
        _receiver.Messages.Select(got => got.Id).Distinct().Count().ShouldBe(1);
        Subscription().FailingSince.ShouldNotBeNull();
        FailingIsOwed().ShouldBeTrue();
        _here.ActsAbout(client.Value).ShouldContain("people.webhook-failing");

        _receiver.Status = 204;
        (await Keep.SendAgain(_here.Administrator, client, Deliveries().Single().Id)).Done.ShouldBeTrue();
        await Runner.RunAll();
        Deliveries().Single().State.ShouldBe(DeliveryState.Delivered);
        Subscription().FailingSince.ShouldBeNull();
        FailingIsOwed().ShouldBeFalse();
        _receiver.Messages.Select(got => got.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new Receiver();
        await Told(_here.Administrator, _receiver.Address);
        (_receiver.Status, _receiver.Location) = (307, elsewhere.Address);
        await Happens(_here.Agency);
        await Runner.RunAll();
        Deliveries().Single().ShouldSatisfyAllConditions(row => row.State.ShouldBe(DeliveryState.Waiting), row => row.Answer.ShouldBe(307));
        elsewhere.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_not_asked_again()
    {
        await Told(_here.Administrator, _receiver.Address);
        _receiver.Status = 410;
        await Happens(_here.Agency);
        await Runner.RunAll();
        Deliveries().Single().State.ShouldBe(DeliveryState.GivenUp);
        FailingIsOwed().ShouldBeTrue();
    }

    [Fact]
    public async Task A_name_that_leads_behind_the_wall_is_refused_when_it_is_connected()
    {
        // https is for the world; this name is this machine's.
        await Told(_here.Administrator, _receiver.Address.Replace("http://127.0.0.1", "https://localhost", StringComparison.Ordinal));
        await Happens(_here.Agency);
        await Runner.RunAll();
        Deliveries().Single().Fault.ShouldBe(DeliveryFault.AddressRefused);
        _receiver.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_stopped_in_the_middle_sends_again_under_the_same_id()
    {
        await Told(_here.Administrator, _receiver.Address);
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _receiver.Hold = hold.Task;
        await Happens(_here.Agency);
        using var stop = new CancellationTokenSource();
        var running = Runner.RunAll(stop.Token);
        await _receiver.Came.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running;
        Deliveries().Single().State.ShouldBe(DeliveryState.Waiting);
        hold.SetResult();
        await Runner.RunAll();
        _receiver.Messages.Count.ShouldBe(2);
        _receiver.Messages.Select(got => (got.Id, got.Body)).Distinct().Count().ShouldBe(1);
        Deliveries().Single().State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Two_agencies_never_mix()
    {
        using var theirs = new Receiver();
        var other = _here.MakeAgency("other");
        var (mine, _) = await Told(_here.Administrator, _receiver.Address);
        var (client, _) = await Told(Actor.Person(other.Id, other.Administrator), theirs.Address);
        await Happens(other.Id);
        await Runner.RunAll();
        _receiver.Messages.ShouldBeEmpty();
        theirs.Messages.ShouldHaveSingleItem().Body.ShouldContain(other.Id.Value.ToString("D"));
        Deliveries().ShouldBeEmpty();
        (await Keep.Set(_here.Administrator, client, new WebhookInput(_receiver.Address, [WebhookEvent.UseSuspended]))).Codes().ShouldBe(["acts.unknown"]);
        (await Keep.End(_here.Administrator, client)).Codes().ShouldBe(["acts.unknown"]);
        (await Keep.SendAgain(_here.Administrator, client, Deliveries(other.Id).Single().Id)).Codes().ShouldBe(["acts.unknown"]);
        (await Keep.SendAgain(_here.Administrator, mine, Deliveries(other.Id).Single().Id)).Codes().ShouldBe(["acts.unknown"]);
    }

    [Fact]
    public async Task Whoever_is_told_nothing_any_more_or_cut_off_is_sent_nothing_that_waited()
    {
        var (ended, _) = await Told(_here.Administrator, _receiver.Address);
        var (cut, _) = await Told(_here.Administrator, _receiver.Address);
        await Happens(_here.Agency);
        (await Keep.End(_here.Administrator, ended)).Done.ShouldBeTrue();
        (await _here.Get<KeepClients>().Revoke(_here.Administrator, cut, "Contract ended.")).Done.ShouldBeTrue();
        await Runner.RunAll();
        await Happens(_here.Agency);
        await Runner.RunAll();
        _receiver.Messages.ShouldBeEmpty();
        Deliveries().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_list_is_read_page_by_page()
    {
        var (client, _) = await Told(_here.Administrator, _receiver.Address);
        for (var i = 0; i < 30; i++) await Happens(_here.Agency);
        var query = new ListQuery { Sort = "made", Descending = true };
        var list = _here.Get<DeliveryList>();
        var first = list.Page(_here.Agency, client, query);
        var second = list.Page(_here.Agency, client, query with { Cursor = first.Next });
        (first.Rows.Count, second.Rows.Count, second.Next).ShouldBe((25, 5, null));
        first.Rows.Concat(second.Rows).Select(row => row.Id).Distinct().Count().ShouldBe(30);
    }
}
