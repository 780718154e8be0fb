using System.Globalization;
using System.Net;
using System.Text;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Ledger.Receipts;
using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>The client against the real server: what it refuses is a value, what is repeated is done once.</summary>
public sealed class GateClientTests(GateServer server) : IClassFixture<GateServer>
{
    private static string Key() => Guid.NewGuid().ToString("N");

    private static Purpose Enquiries(string caseNumber) => new("enquiries", "case-system", caseNumber);

    private async Task<(Guid Id, ReceiptFile Receipt)> Released(GateClient gate, string caseNumber)
    {
        var opened = await gate.Open(server.Lead(caseNumber), Key());
        await server.Judge(opened.Value.Id);
        return (opened.Value.Id, (await gate.WaitForReceipt(opened.Value.Id)).Value);
    }

    [Fact]
    public async Task A_refused_opening_is_a_value_with_every_reason_and_its_place()
    {
        using var gate = server.Client();
        var refused = await gate.Open(server.Lead("PV-2026-08001", pixels: 31) with { Officer = server.World.Auditor.Value }, Key());

        refused.Done.ShouldBeFalse();
        refused.Status.ShouldBe(403);
        refused.Problems.Select(problem => problem.Code).ShouldBe(["judgement.below-quality-floor", "judgement.officer-may-not-judge"], ignoreOrder: true);
        refused.Problems.ShouldAllBe(problem => problem.Title.Length > 5 && problem.Detail.Length > 5 && problem.Do != null);
        Should.Throw<InvalidOperationException>(() => refused.Value).Message.ShouldContain("judgement.below-quality-floor");
    }

    [Fact]
    public async Task The_same_key_opens_one_decision()
    {
        using var gate = server.Client();
        var (lead, key) = (server.Lead("PV-2026-08003"), Key());
        var first = await gate.Open(lead, key);
        (await gate.Open(lead, key)).Value.Id.ShouldBe(first.Value.Id);
        (await gate.Open(lead with { Title = "Another matter" }, key)).Says("acts.idempotency-key-used-otherwise").ShouldBeTrue();
        (await gate.Read(first.Value.Id)).Value.State.ShouldBe("opened");
        (await gate.Status(first.Value.Id)).Value.Status.ShouldBe("none");
        (await gate.Receipt(first.Value.Id)).Says("judgement.no-receipt-yet").ShouldBeTrue();
    }

    [Fact]
    public async Task A_receipt_is_proved_for_its_purpose_only_and_used_once()
    {
        using var gate = server.Client();
        var (id, receipt) = await Released(gate, "PV-2026-08004");
        var (trust, purpose) = (server.TrustFile(), Enquiries("PV-2026-08004"));

        receipt.Verify(trust, purpose).Proved.ShouldBeTrue();
        receipt.Verify(trust, purpose with { Action = "arrest" }).Report[ReceiptCheck.Action].Status.ShouldBe(FindingStatus.Failed);
        receipt.Verify(trust, purpose with { Case = "PV-2026-08005" }).Reasons(CultureInfo.GetCultureInfo("fr")).Count.ShouldBe(1);
        receipt.Verify(trust, purpose with { Receiver = "another" }).Proved.ShouldBeFalse();
        var changed = receipt.Bytes.ToArray();
        changed[changed.Length / 2] ^= 1;
        new ReceiptFile(changed).Verify(trust, purpose).Proved.ShouldBeFalse();

        (await gate.Use(id, purpose with { Action = "arrest" }, Key())).Says("judgement.receipt-for-other").ShouldBeTrue();
        (await gate.Use(id, purpose, Key())).Value.Status.ShouldBe("used");
        (await gate.Use(id, purpose, Key())).Says("judgement.receipt-used").ShouldBeTrue();
    }

    [Fact]
    public async Task What_came_of_it_is_recorded_and_read_back()
    {
        using var gate = server.Client();
        var (id, _) = await Released(gate, "PV-2026-08006");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        (await gate.Record(id, new Outcome(CameOfIt.WrongStoppedBefore, today, "Bus card record, file 7", today), Key())).Value.Single().Came.ShouldBe(CameOfIt.WrongStoppedBefore);
    }

    [Fact]
    public async Task Waiting_ends_where_no_receipt_will_come()
    {
        using var gate = server.Client();
        var opened = await gate.Open(server.Lead("PV-2026-08007"), Key());
        (await gate.Withdraw(opened.Value.Id, "Opened by mistake", Key())).Done.ShouldBeTrue();
        (await gate.WaitForReceipt(opened.Value.Id)).Says("judgement.no-receipt-yet").ShouldBeTrue();
        (await gate.WaitForReceipt(Guid.NewGuid())).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_contested_receipt_still_verifies_and_cannot_be_used()
    {
        using var gate = server.Client();
        var (id, receipt) = await Released(gate, "PV-2026-08008");
        (await server.World.Get<Contest>().Run(server.World.As(server.World.AiLead), new DecisionId(id), Acts.Reason.FromText("The witness takes it back"))).Done.ShouldBeTrue();
        receipt.Verify(server.TrustFile(), Enquiries("PV-2026-08008")).Proved.ShouldBeTrue();
        (await gate.Use(id, Enquiries("PV-2026-08008"), Key())).Done.ShouldBeFalse();
        (await gate.Status(id)).Value.Status.ShouldBe("contested");
    }
}

/// <summary>The client against faults of the way: it repeats, waits as long as it is told, and gives up with an exception.</summary>
public sealed class PatienceTests
{
    private static readonly Uri Server = new("https://probity.example");

    [Fact]
    public async Task It_comes_later_when_it_is_told_to_and_sends_the_same_key_again()
    {
        var way = new Way(Say(HttpStatusCode.TooManyRequests, retryAfter: 7), null, Say(HttpStatusCode.BadGateway), Say(HttpStatusCode.OK, """{"status":"used"}"""));
        var clock = new HurriedClock();
        using var gate = new GateClient(Server, "pk_x", clock: clock, handler: way);

        (await gate.Use(Guid.NewGuid(), new Purpose("enquiries", "a", "b"), "once")).Value.Status.ShouldBe("used");
        way.Keys.ShouldBe(["once", "once", "once", "once"]);
        clock.Waits[0].ShouldBe(TimeSpan.FromSeconds(7));
        clock.Waits.Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_never_was_an_answer_of_the_gate_is_an_exception()
    {
        using var down = new GateClient(Server, "pk_x", clock: new HurriedClock(), handler: new Way([null]));
        await Should.ThrowAsync<HttpRequestException>(() => down.Status(Guid.NewGuid()));
        var proxy = new Way(Say(HttpStatusCode.BadGateway));
        using var behind = new GateClient(Server, "pk_x", new Patience { Attempts = 3 }, new HurriedClock(), proxy);
        (await Should.ThrowAsync<HttpRequestException>(() => behind.Status(Guid.NewGuid()))).StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        proxy.Keys.Count.ShouldBe(3);
        using var page = new GateClient(Server, "pk_x", handler: new Way(Say(HttpStatusCode.OK, "<html>")));
        await Should.ThrowAsync<HttpRequestException>(() => page.Status(Guid.NewGuid()));
    }

    [Fact]
    public async Task A_wait_asks_ever_more_seldom()
    {
        var clock = new HurriedClock();
        using var stop = new CancellationTokenSource();
        var way = new Way(Say(HttpStatusCode.Accepted)) { After = questions => { if (questions == 20) stop.Cancel(); } };
        using var gate = new GateClient(Server, "pk_x", clock: clock, handler: way);
        await Should.ThrowAsync<OperationCanceledException>(() => gate.WaitForReceipt(Guid.NewGuid(), stop.Token));
        clock.Waits[0].ShouldBeInRange(TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(1.2));
        clock.Waits[15].ShouldBeInRange(TimeSpan.FromSeconds(24), TimeSpan.FromSeconds(36));
    }

    [Theory, InlineData("http://probity.example"), InlineData("ftp://localhost")]
    public void A_key_never_travels_in_clear(string address) => Should.Throw<ArgumentException>(() => new GateClient(new Uri(address), "pk_x"));

    [Theory, InlineData(""), InlineData("with space"), InlineData("é")]
    public async Task A_key_that_the_server_would_refuse_is_refused_here(string key)
    {
        using var gate = new GateClient(Server, "pk_x", handler: new Way([null]));
        await Should.ThrowAsync<ArgumentException>(() => gate.Use(Guid.NewGuid(), new Purpose("a", "b", "c"), key));
    }

    private static Func<HttpResponseMessage> Say(HttpStatusCode status, string body = "", int? retryAfter = null) => () =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (retryAfter is { } seconds) answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return answer;
    };

    /// <summary>Answers one after another, the last one for ever; null is a lost connection.</summary>
    private sealed class Way(params Func<HttpResponseMessage>?[] answers) : HttpMessageHandler
    {
        public List<string> Keys { get; } = [];
        public Action<int> After { get; init; } = _ => { };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Keys.Add(request.Headers.TryGetValues("Idempotency-Key", out var key) ? key.Single() : "");
            After(Keys.Count);
            return Task.FromResult(answers[Math.Min(Keys.Count, answers.Length) - 1]?.Invoke() ?? throw new HttpRequestException(HttpRequestError.ConnectionError));
        }
    }

    /// <summary>Every wait ends at once and is noted.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
