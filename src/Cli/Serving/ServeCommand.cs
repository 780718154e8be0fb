using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Probity.Acts.Backups;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Cli.Agencies;
using Probity.Cli.Configuration;
using Probity.Cli.SignIn;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.PortVerrin;
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
        var sample = new Option<bool>("--sample") { Description = words["cli.serve.sample"] };
        var empty = new Option<bool>("--empty") { Description = words["cli.serve.empty"] };
        var links = new Option<bool>("--links") { Description = words["cli.serve.links"] };
        var command = new Command("serve", words["cli.serve"]) { data, port, sample, empty, links };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sample) && result.GetValue(empty)) result.AddError(words["cli.serve.sample-or-empty"]);
        });
        command.SetAction((parsed, stop) =>
        {
            var first = parsed.GetValue(sample) ? FirstContent.Sample : parsed.GetValue(empty) ? FirstContent.Empty : FirstContent.None;
            return Serve(words, parsed.GetValue(data)!, parsed.GetValue(port), first, parsed.GetValue(links), stop);
        });
        return command;
    }

    private static async Task<int> Serve(Words words, string data, int? port, FirstContent content, bool links, CancellationToken stop)
    {
        if (Configured(words, data, port) is not { } options) return ExitCode.Usage;
        WebApplication app;
        try
        {
            if (content == FirstContent.Sample && await Sample(options) is { Count: > 0 } refused) return words.Refuse(refused);
            app = ProbityServer.Build(options);
        }
        catch (DataFolderRefused refused)
        {
            Console.Error.WriteLine(refused.Message);
            return ExitCode.Refused;
        }
        await using (app)
        {
            // Before the door opens, so that nobody meets half an agency.
            var made = app.Services.GetRequiredService<AgencyBook>().All.Count > 0 ? null : await Fill(app.Services, content);
            try
            {
                await app.StartAsync(stop);
            }
            catch (IOException) when (!stop.IsCancellationRequested)
            {
                Console.Error.WriteLine(words["cli.serve.port-taken", ("port", options.Port.ToString(CultureInfo.InvariantCulture))]);
                return ExitCode.Refused;
            }
            var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            Console.WriteLine($"ready {address}");
            if (made is not null) await Links.Print(words, app.Services, made, address, TimeSpan.FromDays(1));
            if (links) await Links.PrintAll(words, app.Services, address);
            await app.WaitForShutdownAsync(stop);
        }
        return ExitCode.Done;
    }

    /// <summary>The sample is told on SQLite, where one writer is quickest, and moved where it shall be. A directory that has a ledger has its agency already.</summary>
    private static async Task<IReadOnlyList<Refusal>> Sample(ServerOptions options)
    {
        if (options.Database is not null && File.Exists(Path.Combine(options.Data, "ledger", "checkpoint"))) return [];
        var now = TimeProvider.System.GetUtcNow();
        await PortVerrinSample.Fill(options.Data, now);
        return options.Database is { } database ? Move.ToPostgres(options.Data, database, Rooms.Parts, now).Refusals : [];
    }

    private enum FirstContent { None, Sample, Empty }

    /// <summary>What a new data directory begins with. Nothing by itself: a service that is started on the wrong directory must not invent an agency.</summary>
    private static async Task<MadeAgency?> Fill(IServiceProvider services, FirstContent content)
    {
        switch (content)
        {
            case FirstContent.Empty:
                var made = await InitCommand.Make(services, new NewAgency("New agency", "agency", ["en", "fr"],
                    new NewAccount("administrator", "Administrator", "", null, ["en"]), new NewAccount("leader", "Accountable leader", "", null, ["en"])));
                return made.Done ? made.Value : throw new InvalidOperationException("An empty agency was refused.");
            default:
                return null;
        }
    }

    /// <summary>Nothing when the settings have faults; then all of them have been said.</summary>
    internal static ServerOptions? Configured(Words words, string data, int? port)
    {
        var (options, faults) = Settings.Read(data, ConfigCommand.Variables());
        if (port is { } chosen)
        {
            options = options with { Port = chosen };
            if (chosen is < 0 or > 65535) faults = [.. faults, new SettingFault("bad-value", "--port", chosen.ToString(CultureInfo.InvariantCulture))];
        }
        foreach (var fault in faults) Console.Error.WriteLine(ConfigCommand.Said(words, fault));
        return faults.Count > 0 ? null : options;
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
