using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.CaseManagement;
using Probity.Given;
using Probity.Judgement.Assignment;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.People.Clients;
using Probity.People.Webhooks;
using Probity.Registry.Suspensions;
using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>A running gate tells connected systems what changed, with ids and states and nothing else.</summary>
public sealed class ToldTests(GateServer server) : IClassFixture<GateServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Probity.People.Webhooks.WebhookEvent[] Everything = Enum.GetValues<Probity.People.Webhooks.WebhookEvent>();

    /// <summary>A receiver that checks what it gets.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private readonly Channel<(WebhookEvent Event, string Body)> _told = Channel.CreateUnbounded<(WebhookEvent, string)>();
        private WebApplication _app = null!;

        public string Secret { get; set; } = "";
        public string Address { get; private set; } = "";

        /// <summary>Whoever of a message did not hold.</summary>
        public ConcurrentBag<WebhookFault> Refused { get; } = [];

        public static async Task<Listener> Start()
        {
            var listener = new Listener();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            listener._app = builder.Build();
            listener._app.MapPost("/told", listener.Take);
            await listener._app.StartAsync();
            listener.Address = listener._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/told";
            return listener;
        }

        private async Task Take(HttpContext http)
        {
            using var bytes = new MemoryStream();
            await http.Request.Body.CopyToAsync(bytes);
            var told = Webhooks.Verify(Secret, name => http.Request.Headers[name], bytes.ToArray(), DateTimeOffset.UtcNow);
            if (told.Event is { } what) _told.Writer.TryWrite((what, Encoding.UTF8.GetString(bytes.ToArray())));
            else Refused.Add(told.Fault);
            http.Response.StatusCode = told.Event is null ? 400 : 204;
        }

        public async Task<List<(WebhookEvent Event, string Body)>> Next(int count)
        {
            using var patience = new CancellationTokenSource(Patience);
            var all = new List<(WebhookEvent, string)>();
            while (all.Count < count) all.Add(await _told.Reader.ReadAsync(patience.Token));
            return all;
        }

        public bool HasMore => _told.Reader.TryPeek(out _);

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }

    private static async Task Subscribe(World world, Listener listener)
    {
        var kept = await world.Get<KeepWebhooks>().Set(world.As(world.Integrator), world.Client, new WebhookInput(listener.Address, Everything));
        kept.Done.ShouldBeTrue(string.Join(", ", kept.Refusals.Select(refusal => refusal.Code.Code)));
        if (kept.Value.Secret is { } secret) listener.Secret = secret;
    }

    [Fact]
    public async Task Every_change_that_matters_is_told_and_no_content_with_it()
    {
        await using var listener = await Listener.Start();
        await using var elsewhere = await Listener.Start();
        var world = await World.Make(server.App.Services, "told");
        var other = await World.Make(server.App.Services, "not-told");
        await Subscribe(world, listener);
        await Subscribe(other, elsewhere);
        using var gate = new GateClient(server.Address, world.ClientKey);

        var lead = server.Lead("PV-2026-TOLD") with { Use = world.UseReference, Officer = world.Officer.Value };
        var opened = (await gate.Open(lead, "told-1")).Value.Id;
        await JudgeIn(world, opened);
        (await gate.Use(opened, new Purpose("enquiries", "case-system", "PV-2026-TOLD"), "told-use")).Done.ShouldBeTrue();
        (await world.Get<Contest>().Run(world.As(world.AiLead), new DecisionId(opened), Reason.FromText("The witness takes it back"))).Done.ShouldBeTrue();
        var withdrawn = (await gate.Open(lead with { Case = "PV-2026-BACK" }, "told-2")).Value.Id;
        (await world.Get<Withdraw>().Run(world.As(world.Officer), new DecisionId(withdrawn), Reason.FromText("Opened by mistake"))).Done.ShouldBeTrue();
        (await world.Get<SuspendUse>().Run(world.As(world.AiLead), world.Use, Reason.FromText("An error was reported"))).Done.ShouldBeTrue();
        (await world.Get<ResumeUse>().Run(world.As(world.Leader), world.Use, Reason.FromText("It was mended"))).Done.ShouldBeTrue();

        var told = await listener.Next(9);
        told.Select(one => (one.Event.Type, one.Event.Decision, one.Event.State)).ShouldBe(
        [
            ("probity.decision.changed", opened, "opened"), ("probity.decision.changed", opened, "judged"), ("probity.decision.changed", opened, "released"), ("probity.receipt.used", opened, "used"),
            ("probity.decision.changed", opened, "contested"), ("probity.decision.changed", withdrawn, "opened"), ("probity.decision.changed", withdrawn, "withdrawn"),
            ("probity.use.suspended", (Guid?)null, "suspended"), ("probity.use.resumed", (Guid?)null, "inOperation"),
        ], ignoreOrder: true);
        told.Select(one => one.Event.Id).Distinct().Count().ShouldBe(9);
        foreach (var (_, body) in told)
            foreach (var content in new[] { "PV-2026", "robbery", "Harbour", "GALLERY", "Ona", "Officer", "witness", "mistake", "enquiries", world.Officer.Value.ToString("D"), world.ClientKey })
                body.ShouldNotContain(content, Case.Insensitive);
        told.ShouldAllBe(one => one.Body.Contains(world.UseReference));
        listener.HasMore.ShouldBeFalse();
        listener.Refused.ShouldBeEmpty();
        elsewhere.HasMore.ShouldBeFalse();
        elsewhere.Refused.ShouldBeEmpty();
    }

    private async Task JudgeIn(World world, Guid id)
    {
        using var officer = await server.SignedIn(world.Officer, world);
        // The draw falls on one of two.
        await People.JudgeAs(id, officer, async () =>
        {
            using var read = world.Get<Acts.Storage.Reads>().Rent();
            var drawn = read.First(new Acts.Storage.Statement("SELECT second FROM judgement_decision WHERE agency = @p0 AND id = @p1"), row => row.IdOrNull<Acts.Ids.AccountId>(0), world.Agency, id);
            return await server.SignedIn(drawn!.Value, world);
        }, "GALLERY-TWO");
        await world.Get<Acts.Sequencing.Sequencer>().Settle();
    }

    [Fact]
    public async Task The_sample_case_system_has_its_receipt_without_asking()
    {
        var trust = Path.Combine(server.Folder, "told.policy");
        await File.WriteAllTextAsync(trust, server.TrustText());
        var world = server.World;
        var keep = world.Get<KeepWebhooks>();
        // The secret is there before the system that needs it.
        var secret = (await keep.Set(world.As(world.Integrator), world.Client, new WebhookInput("http://127.0.0.1:9/", Everything))).Value!.Secret!;
        await using var app = CaseSystem.Build(new CaseSettings(server.Address, world.ClientKey, trust, world.UseReference, Path.Combine(server.Folder, "told.cases"), 0, secret), TimeProvider.System);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        (await keep.Set(world.As(world.Integrator), world.Client, new WebhookInput(address + "/told", Everything))).Value!.Secret.ShouldBeNull();

        using var browser = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = new Uri(address) };
        (await browser.PostAsync("/cases/PV-2026-09001/lead", null)).EnsureSuccessStatusCode();
        var book = app.Services.GetRequiredService<CaseBook>();
        await server.Judge(book.Find("PV-2026-09001")!.Lead!.Decision, "G-118-204");
        await Until(() => book.Find("PV-2026-09001")!.Lead!.Receipt is not null);
        using var sent = await browser.PostAsync("/cases/PV-2026-09001/enquiries", null);
        (await sent.Content.ReadAsStringAsync()).ShouldContain("Enquiries were sent");

        using var forged = new StringContent("{}");
        using var refused = await browser.PostAsync("/told", forged);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition()) await often.WaitForNextTickAsync(patience.Token);
    }
}
