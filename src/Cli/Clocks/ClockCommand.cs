using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Sequencing;
using Probity.Cli.Serving;
using Probity.People.Agencies;

namespace Probity.Cli.Clocks;

/// <summary>After the clock of the machine was ahead: the ledger was signed at a time that is not yet, and the gate stays closed until somebody says that the clock is right now.</summary>
internal static class ClockCommand
{
    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var reason = new Option<string>("--reason") { Description = words["cli.clock.reason"], HelpName = "TEXT", Required = true };
        var accept = new Command("accept", words["cli.clock.accept"]) { data, reason };
        accept.SetAction(async (parsed, _) =>
        {
            if (Reason.FromText(parsed.GetValue(reason)) is not { } why) return words.Refuse([ActsRefusals.ReasonMissing.At("--reason")]);
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true);
            if (opened.App is null) return opened.Exit;
            var services = opened.App.Services;
            var accepted = await services.GetRequiredService<AcceptClock>().Run(services.GetRequiredService<AgencyBook>().All.Select(agency => agency.Id), why);
            if (!accepted.Done) return words.Refuse(accepted.Refusals);
            Console.WriteLine(accepted.Value is { } was ? words["cli.clock.accepted", ("was", was.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))] : words["cli.clock.not-behind"]);
            return ExitCode.Done;
        });
        return new Command("clock", words["cli.clock"]) { accept };
    }
}
