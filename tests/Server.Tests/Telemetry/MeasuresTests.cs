using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Probity.Acts.Telemetry;
using Probity.Server.Configuration;
using Probity.Server.Telemetry;
using Probity.Server.Tests.Gate;

namespace Probity.Server.Tests.Telemetry;

/// <summary>The measures are of the process: these tests run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

[Collection(Alone.Name)]
public sealed class MeasuresTests : IAsyncLifetime
{
    private sealed class HeldClients : GateServer
    {
        protected override ServerOptions Options(ServerOptions options) => options with { ClientRate = 60 };
    }

    private readonly GateServer _server = new HeldClients();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _seen = new();

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Measures.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _seen.Enqueue((instrument.Name, value, Said(tags))));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _seen.Enqueue((instrument.Name, value, Said(tags))));
        _listener.Start();
    }

    private static string Said(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string>();
        foreach (var (key, value) in tags) words.Add($"{key}={value}");
        return string.Join(' ', words);
    }

    [Fact]
    public async Task A_decision_counts_at_each_of_its_steps_and_says_how_long_the_own_view_took()
    {
        await _server.Released("LF-2026-00091");
        _seen.Count(seen => seen is { Name: "probity.decisions", Tags: "step=opened", Value: 1 }).ShouldBe(1);
        _seen.Count(seen => seen is { Name: "probity.decisions", Tags: "step=view" }).ShouldBeInRange(1, 2); // a second person may have been drawn
        _seen.ShouldContain(seen => seen.Name == "probity.decisions" && seen.Tags == "step=judged");
        _seen.Count(seen => seen is { Name: "probity.decisions", Tags: "step=released" }).ShouldBe(1);
        var (_, waited, _) = _seen.Where(seen => seen.Name == "probity.decision.until_view").ShouldHaveSingleItem();
        waited.ShouldBeGreaterThan(0);
        _seen.ShouldContain(seen => seen.Name == "probity.commit.size" && seen.Value >= 1);
        _seen.ShouldContain(seen => seen.Name == "probity.commit.time" && seen.Value > 0);
        _seen.ShouldContain(seen => seen.Name == "probity.sign_ins" && seen.Tags.EndsWith("outcome=done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_counts_by_its_code_wherever_it_was_given()
    {
        using (var refused = await _server.Open(GateServer.Opening(_server.World, "LF-2026-00092", pixels: 2))) refused.IsSuccessStatusCode.ShouldBeFalse();
        _seen.ShouldContain(seen => seen.Name == "probity.decisions" && seen.Tags == "step=refused");
        _seen.ShouldContain(seen => seen.Name == "probity.refusals" && seen.Tags.StartsWith("code=judgement.", StringComparison.Ordinal));
        using var machine = _server.Machine();
        await machine.GetAsync("/api/v1/nothing");
        _seen.ShouldContain(seen => seen.Name == "probity.refusals" && seen.Tags == "code=server.no-such-address");
    }

    [Fact]
    public async Task A_connected_system_that_asks_too_often_counts_as_refused_each_time()
    {
        using var system = _server.CaseSystem();
        var refused = 0;
        for (var i = 0; i < 300 && refused < 3; i++)
            using (var answer = await system.GetAsync("/api/v1/decisions/" + Guid.Empty)) refused += answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests ? 1 : 0;
        refused.ShouldBe(3);
        _seen.Count(seen => seen is { Name: "probity.refusals", Tags: "code=people.too-often" }).ShouldBe(refused);
    }

    [Fact]
    public async Task A_wrong_sign_in_counts_by_its_outcome_and_without_the_name()
    {
        using var stranger = _server.Browser();
        var page = await stranger.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent([new("form", GateServer.Token(page)), new("Input.Name", "nobody@harbour"), new("Input.Password", "wrong horse")]);
        await stranger.PostAsync("/sign-in", form);
        var wrong = _seen.Where(seen => seen.Name == "probity.sign_ins").ShouldHaveSingleItem();
        wrong.Tags.ShouldStartWith("step=");
        wrong.Tags.ShouldContain("outcome=people.");
        wrong.Tags.ShouldNotContain("nobody");
    }

    [Fact]
    public void Every_measure_of_the_house_is_in_the_list_of_what_is_exported_and_in_the_handbook()
    {
        var known = Exported.Measures.Keys.Where(key => key.Meter == Measures.Name).Select(key => key.Instrument).ToHashSet();
        typeof(Measures).GetFields().Select(field => field.GetValue(null)).OfType<Instrument>().Select(instrument => instrument.Name).Where(name => !known.Contains(name)).ShouldBeEmpty();
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Probity.slnx"))) folder = Path.GetDirectoryName(folder)!;
        var handbook = File.ReadAllText(Path.Combine(folder, "docs", "operate.md"));
        Exported.Measures.Keys.Where(key => !handbook.Contains($"`{key.Instrument}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _server.DisposeAsync();
    }
}
