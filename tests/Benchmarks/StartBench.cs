using System.Diagnostics;
using System.Net;

namespace Probity.Benchmarks;

/// <summary>The built program as a process of its own on a sample data directory: time until the first page answers, and memory at rest.</summary>
public static class StartBench
{
    public static async Task Run()
    {
        var root = Root();
        var program = Path.Combine(root, "src", "Cli", "bin", "Release", "net10.0", "probity.dll");
        if (!File.Exists(program))
        {
            Console.WriteLine("Start: build it in Release first (./run does).");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("probity-start-bench-").FullName;
        var (ready, rest) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            // Below 32,768: a client that asks a closed port of the ephemeral range can be given that very port and connect to itself.
            var port = 20_000 + Random.Shared.Next(12_000);
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--data", folder, "--empty"])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            while (watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                try
                {
                    if ((await client.GetAsync("/ready")).StatusCode == HttpStatusCode.OK) break;
                }
                catch (HttpRequestException) { await Task.Yield(); }
            }
            ready.Add(watch.Elapsed.TotalSeconds);
            for (var i = 0; i < 20; i++) (await client.GetAsync("/sign-in")).Dispose();
            process.Refresh();
            rest.Add(process.WorkingSet64 / 1e6);
            process.Kill();
            await process.WaitForExitAsync();
        }
        Directory.Delete(folder, recursive: true);
        Console.WriteLine("Start");
        Rounds.Against("  until ready", ready, 2.0, "s", atLeast: false);
        Rounds.Against("  memory at rest", rest, 200, "MB", atLeast: false);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Probity.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
