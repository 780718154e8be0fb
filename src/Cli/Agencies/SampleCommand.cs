using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Cli.Serving;
using Probity.People.Agencies;
using Probity.PortVerrin;

namespace Probity.Cli.Agencies;

/// <summary>Fills an empty data directory with the sample agency.</summary>
internal static class SampleCommand
{
    public static Command For(Words words)
    {
        var folder = new Argument<string>("DIR") { Description = words["cli.data"] };
        var command = new Command("sample", words["cli.sample"]) { folder };
        command.SetAction(async (parsed, _) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(folder)!, mustExist: false, SampleAgency.LedgerOrigin);
            if (opened.App is null) return opened.Exit;
            if (opened.App.Services.GetRequiredService<AgencyBook>().All.Count > 0)
            {
                Console.Error.WriteLine(words["cli.sample.not-empty"]);
                return ExitCode.Refused;
            }
            await new SampleAgency(opened.App.Services).Fill();
            await opened.App.Services.GetRequiredService<Acts.Sequencing.Sequencer>().Settle();
            Console.WriteLine(words["cli.sample.done"]);
            return ExitCode.Done;
        });
        return command;
    }
}
