using System.CommandLine;
using Probity.Acts.Storage;
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
            try
            {
                if (!await PortVerrinSample.Fill(parsed.GetValue(folder)!, TimeProvider.System.GetUtcNow()))
                {
                    Console.Error.WriteLine(words["cli.sample.not-empty"]);
                    return ExitCode.Refused;
                }
            }
            catch (DataFolderRefused refused)
            {
                Console.Error.WriteLine(refused.Message);
                return ExitCode.Refused;
            }
            Console.WriteLine(words["cli.sample.done"]);
            return ExitCode.Done;
        });
        return command;
    }
}
