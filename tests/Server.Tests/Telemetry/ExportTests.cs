using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Telemetry;
using Probity.Desk.Doors;
using Probity.Server.Configuration;
using Probity.Server.Telemetry;
using Probity.Server.Tests.Faults;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Telemetry;

/// <summary>What a collector gets from a server at work, byte by byte. Not beside others: spans of a process are one stream, of which so many a second are told.</summary>
[Collection(Alone.Name)]
public sealed class ExportTests : IAsyncLifetime
{
    private const string Case = "LF-2026-CANARY77", Name = "Canary Named Person", Why = "canary reason in plain words", Mail = "canary.mail@example.test", Query = "canaryquery", Address = "canaryaddress", Inside = "canary inside", Agent = "canaryagent";

    private sealed class Told(Collector collector, string headers) : GateServer
    {
        protected override ServerOptions Options(ServerOptions options)
        {
            File.WriteAllText(headers, "x-key=only-for-the-collector\n");
            return options with { Otlp = collector.Address, OtlpHeadersFile = headers };
        }

        protected override void Map(WebApplication app) => app.MapGet("/api/test/fault/{id}", string (string id) => throw new InvalidOperationException(Inside)).Public("A test needs a fault.");

        public bool Flush() => App.Services.GetRequiredService<Export>().Flush();
    }

    private readonly string _headers = Path.GetTempFileName();
    private Collector _collector = null!;
    private Told _server = null!;

    public async Task InitializeAsync()
    {
        _collector = await Collector.Start();
        _server = new Told(_collector, _headers);
        await _server.InitializeAsync();
    }

    private async Task Work()
    {
        var id = await _server.Opened(GateServer.Opening(_server.World, Case, _server.World.Officer));
        using var officer = await _server.SignedIn(_server.World.Officer);
        officer.DefaultRequestHeaders.Add("User-Agent", Agent);
        officer.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        officer.DefaultRequestHeaders.Add("tracestate", "vendor=canarystate");
        using (var view = await officer.PostAsJsonAsync($"/api/v1/decisions/{id}/view", new
        {
            answer = "onePerson",
            namedPerson = Name,
            reasons = Why + "; the lower face is covered and the turn hides the left ear.",
            against = "The person knew where the till key was.",
            sureness = "unsure",
            facts = new { heightFromCm = 183, heightToCm = 189, marks = new[] { "left hand mark" }, basis = "door sign" },
        })) (await view.Content.ReadAsStringAsync()).ShouldNotBeEmpty();
        ((int)(await officer.GetAsync($"/decisions/{id}")).StatusCode).ShouldBeLessThan(400);
        (await officer.GetAsync("/decisions?q=" + Query)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.GetAsync($"/{Address}/x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await officer.GetAsync($"/api/test/fault/{Address}")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        using (var odd = new HttpRequestMessage(new HttpMethod("CANARYMETHOD"), "/decisions")) (await officer.SendAsync(odd)).IsSuccessStatusCode.ShouldBeFalse();
        using var stranger = _server.Browser();
        var page = await stranger.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent([new("form", GateServer.Token(page)), new("Input.Name", Mail), new("Input.Password", "canary password")]);
        (await stranger.PostAsync("/sign-in", form)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Measures_and_spans_arrive_with_words_of_closed_lists_and_nothing_that_anybody_typed()
    {
        await Work();
        // The span of a request ends a breath after its answer.
        await Whole.Until(() => _server.Flush() && _collector.Spans.Any(span => span.Name == "POST /api/v1/decisions"), TimeSpan.FromSeconds(20), () => string.Join(", ", _collector.Spans.Select(span => span.Name).Distinct()));

        var points = _collector.Points.ToList();
        points.ShouldContain(point => point.Measure == "probity.decisions" && point.Tags["step"] == "opened");
        points.ShouldContain(point => point.Measure == "probity.refusals" && point.Tags["code"] == "server.no-such-address");
        points.ShouldContain(point => point.Measure == "probity.sign_ins" && point.Tags["outcome"] == "done");
        points.ShouldContain(point => point.Measure == "http.server.request.duration" && (point.Tags.GetValueOrDefault("http.route") ?? "").Trim('/') == "api/v1/decisions" && point.Tags["http.response.status_code"] == "201");
        foreach (var standing in new[] { "probity.writer.queue", "probity.ledger.unnumbered", "probity.ledger.signed_age", "probity.due.overdue", "probity.commit.size", "probity.commit.time", "dotnet.process.memory.working_set", "dotnet.gc.collections" })
            points.ShouldContain(point => point.Measure == standing);
        foreach (var point in points)
        {
            var kept = Exported.Measures.Single(pair => pair.Key.Instrument == point.Measure).Value.Tags;
            point.Tags.Keys.Except(kept).ShouldBeEmpty(point.Measure);
            point.HasExemplars.ShouldBeFalse();
        }

        var spans = _collector.Spans.ToList();
        spans.ShouldContain(span => span.Name == "POST /api/v1/decisions" && span.Tags["http.response.status_code"] == "201");
        spans.ShouldContain(span => span.Name == "GET /api/test/fault/{id}" && span.Tags["http.response.status_code"] == "500");
        spans.ShouldContain(span => span.Name.StartsWith("_OTHER", StringComparison.Ordinal));
        spans.ShouldContain(span => span.Name == "change");
        spans.SelectMany(span => span.Tags.Keys).Except(Exported.SpanTags).ShouldBeEmpty();
        spans.ShouldAllBe(span => span.TraceState == "");

        // No byte of anything that a person, a case or a caller brought, no id of a person, no address.
        var world = _server.World;
        string[] canaries = [Case, Name, Why, Mail, Query, Address, Inside, Agent, "canary", "CANARY", "0af7651916cd43dd8448eb211c80319c", world.Officer.ToString(), world.Officer.Value.ToString("N"), world.Agency.ToString(), world.Code + "@", "127.0.0.1"];
        foreach (var (path, _, body) in _collector.Taken)
            foreach (var canary in canaries) body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)).ShouldBe(-1, $"{canary} in {path}");
        // A machine's name may be two letters, which random bytes hold too: whole values are compared.
        _collector.Resource.Select(pair => pair.Value).Concat(points.SelectMany(point => point.Tags.Values)).Concat(spans.SelectMany(span => span.Tags.Values)).ShouldNotContain(Environment.MachineName);
        _collector.Resource.Select(pair => pair.Key).Distinct().Order(StringComparer.Ordinal).ShouldBe(["service.instance.id", "service.name", "service.version"]);
        _collector.Taken.ShouldAllBe(taken => taken.Header == "only-for-the-collector");
    }

    [Fact]
    public void A_tag_an_exception_or_a_state_that_slips_onto_a_span_does_not_leave()
    {
        using (var span = Measures.Source.StartActivity("slip", ActivityKind.Internal, new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=canarystate")))
        {
            span!.SetTag("url.path", "/canaryaddress");
            span.SetTag("http.route", "/kept/{id}");
            span.SetStatus(ActivityStatusCode.Error, "canary message");
        }
        using (var span = Measures.Source.StartActivity("thrown")) span!.AddException(new InvalidOperationException("canary message"));
        Measures.Decisions.Add(1, new("step", "slipped"), new("case", Case));
        _server.Flush().ShouldBeTrue();
        _collector.Spans.Single(span => span.Name == "slip").Tags.ShouldBe(new Dictionary<string, string> { ["http.route"] = "/kept/{id}" });
        _collector.Spans.ShouldNotContain(span => span.Name == "thrown");
        _collector.Points.ShouldContain(point => point.Measure == "probity.decisions" && point.Tags["step"] == "slipped");
        foreach (var (_, _, body) in _collector.Taken)
            foreach (var canary in new[] { "canary", Case }) body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)).ShouldBe(-1);
    }

    [Fact]
    public async Task A_collector_that_refuses_is_logged_once_and_once_when_it_is_back()
    {
        _collector.Answer = () => Task.FromResult(400);
        _server.Flush();
        _server.Flush();
        _server.Log.Count(line => line.Contains("does not take measures: 400", StringComparison.Ordinal)).ShouldBe(1);
        _server.Log.ShouldNotContain(line => line.Contains("again", StringComparison.Ordinal));
        _collector.Answer = () => Task.FromResult(200);
        _server.Flush().ShouldBeTrue();
        _server.Flush().ShouldBeTrue();
        _server.Log.Count(line => line.Contains("takes measures again", StringComparison.Ordinal)).ShouldBe(1);
        (await _server.Machine().GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_a_collector_keeps_its_answer_to_itself_decisions_are_opened_as_ever()
    {
        var (asked, let) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _collector.Answer = async () =>
        {
            asked.TrySetResult();
            await let.Task;
            return 200;
        };
        var flush = Task.Run(_server.Flush);
        await asked.Task;
        await _server.Opened(GateServer.Opening(_server.World, "LF-2026-00077"));
        flush.IsCompleted.ShouldBeFalse();
        let.SetResult();
        await flush;
    }

    public async Task DisposeAsync()
    {
        _collector.Answer = () => Task.FromResult(200);
        await _server.DisposeAsync();
        await _collector.DisposeAsync();
        File.Delete(_headers);
    }
}
