using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Given;
using Probity.Judgement.Opening;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.Benchmarks;

/// <summary>The lists of uses and of decisions over 100,000 records each, as a signed-in person pages, filters and searches it; and what the first page weighs.</summary>
public static class ListBench
{
    private const int Uses = 100_000, Decisions = 100_000;

    public static async Task Run()
    {
        await On("SQLite", null);
        var folder = Directory.CreateTempSubdirectory("probity-list-bench-").FullName;
        await On("PostgreSQL", TestDatabase.OnServer(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task On(string name, string? database)
    {
        var folder = Directory.CreateTempSubdirectory("probity-list-bench-").FullName;
        await using var app = ProbityServer.Build(new ServerOptions { Data = folder, Port = 0, Database = database, AccountRate = 60_000_000 });
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var world = await World.Make(app.Services);
        var register = world.Get<RegisterUse>();
        for (var done = 0; done < Uses; done += 500)
            await Task.WhenAll(Enumerable.Range(done, 500).Select(i => register.Run(world.As(world.AiLead),
                new NewUse(new UseFacts { Name = $"{Words[i % Words.Length]} {Words[i / 7 % Words.Length]} number {i}", SystemVersion = world.Version, Purpose = "Measured." }), Reason.FromText("Measured"))));

        using var handler = new SocketsHttpHandler { CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = address };
        using var page = await client.GetAsync(await world.SignInPath(world.AiLead));
        await SignInBy(client, page);
        await Measure(client, $"List over {Uses:N0} uses, {name}", ["/uses", "/uses?q=harbour", "/uses?state=Idea&sort=name", "/uses?q=search%204711", "/uses?sort=-name"]);

        await Measure(client, $"Search over {Uses:N0} uses, {name}", ["/search?q=harbour", "/search?q=PV-AI-04711", "/search?q=harbuor%20search", "/search?q=search%204711", "/search?q=camera%20custody&kind=use", "/search?q=nothing%20here"]);

        var open = world.Get<OpenDecision>();
        for (var done = 0; done < Decisions; done += 500)
            await Task.WhenAll(Enumerable.Range(done, 500).Select(async i =>
                World.Must(await open.Run(world.AsClient, JsonSerializer.Deserialize<OpenInput>(GateBench.Body(world, $"PV-2026-{i % 40_000:D5}"), HouseJson.Options)!))));
        await Measure(client, $"List over {Decisions:N0} decisions, {name}",
            ["/decisions", "/decisions?q=PV-2026-0471", "/decisions?state=Opened&sort=case", $"/decisions?use={world.UseReference}", "/decisions?state=Released", "/decisions?mode=Open&sort=opened"]);
        await Measure(client, $"Search over {Decisions:N0} decisions, {name}", ["/search?q=PV-2026-04711", "/search?q=pv%202026%20047", "/search?q=PV-2062-04711", "/search?q=PV-2026"]);
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Measure(HttpClient client, string title, string[] paths)
    {
        var times = new List<double>();
        foreach (var path in Enumerable.Repeat(paths, 40).SelectMany(p => p))
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        var sorted = times.Skip(20).Order().ToArray();
        Console.WriteLine(title);
        Rounds.Against("  95th percentile of a page", [sorted[(int)(sorted.Length * 0.95)]], 100, "ms", atLeast: false);
        Rounds.Say("  median", sorted, "ms");
    }

    private static async Task SignInBy(HttpClient client, HttpResponseMessage page)
    {
        // The link's page asks for one click, so that a mail scanner does not use it up.
        var html = await page.Content.ReadAsStringAsync();
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"form\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("form", token)]);
        (await client.PostAsync(page.RequestMessage!.RequestUri, form)).Dispose();
    }

    private static readonly string[] Words = ["harbour", "search", "plate", "camera", "report", "custody", "letter", "route", "threat", "image", "draft", "north"];
}
