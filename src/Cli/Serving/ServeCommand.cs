using System.CommandLine;
using System.Collections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Probity.Acts.Storage;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.Cli.Serving;

/// <summary>Opens the inside door and stays until it is told to stop (SIGTERM, Ctrl+C).</summary>
internal static class ServeCommand
{
    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var port = new Option<int?>("--port") { Description = words["cli.serve.port"], HelpName = "N" };
        var command = new Command("serve", words["cli.serve"]) { data, port };
        command.SetAction((parsed, stop) => Serve(words, parsed.GetValue(data)!, parsed.GetValue(port), stop));
        return command;
    }

    private static async Task<int> Serve(Words words, string data, int? port, CancellationToken stop)
    {
        if (Configured(words, data, port) is not { } options) return ExitCode.Usage;
        WebApplication app;
        try
        {
            app = ProbityServer.Build(options);
        }
        catch (DataFolderRefused refused)
        {
            Console.Error.WriteLine(refused.Message);
            return ExitCode.Refused;
        }
        await using (app)
        {
            try
            {
                await app.StartAsync(stop);
            }
            catch (IOException) when (!stop.IsCancellationRequested)
            {
                Console.Error.WriteLine(words["cli.serve.port-taken", ("port", options.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
                return ExitCode.Refused;
            }
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            Console.WriteLine($"ready {address}");
            await app.WaitForShutdownAsync(stop);
        }
        return ExitCode.Done;
    }

    /// <summary>Nothing when the settings have faults; then all of them have been said.</summary>
    internal static ServerOptions? Configured(Words words, string data, int? port)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        var (options, faults) = Settings.Read(data, environment);
        foreach (var fault in faults) Console.Error.WriteLine(words["server.config." + fault.Code, ("name", fault.Name), ("value", fault.Value)]);
        return faults.Count > 0 ? null : port is { } chosen ? options with { Port = chosen } : options;
    }
}

internal static class DataOption
{
    /// <summary>The data directory: --data, else PROBITY_DATA, else ./data.</summary>
    public static Option<string> For(Words words) => new("--data")
    {
        Description = words["cli.data"],
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PROBITY_DATA") is { Length: > 0 } said ? said : "data",
    };
}
