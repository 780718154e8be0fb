using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Probity.Acts.Storage;
using Probity.Cli.Serving;
using Probity.PortVerrin.Scale;

namespace Probity.Cli.Generating;

/// <summary>Makes a large agency, to try out how this machine and this version behave at its size. Stopped (Ctrl+C) and started again, it goes on.</summary>
internal static class GenerateCommand
{
    private static readonly TimeSpan SaysEvery = TimeSpan.FromSeconds(5);

    public static Command For(Words words)
    {
        var (data, like) = (DataOption.For(words), new Amounts());
        Option<int> people = Amount("--people", like.People), uses = Amount("--uses", like.Uses);
        var decisions = new Option<long>("--decisions") { Description = words["cli.generate.decisions"], HelpName = "N", DefaultValueFactory = _ => like.Decisions };
        var command = new Command("generate", words["cli.generate"]) { data, people, uses, decisions };
        command.SetAction(async (parsed, stop) =>
        {
            var amounts = new Amounts(parsed.GetValue(people), parsed.GetValue(uses), parsed.GetValue(decisions));
            if (!amounts.Possible)
            {
                Console.Error.WriteLine(words["cli.generate.too-few", ("people", Said(Amounts.Fewest.People)), ("uses", Said(Amounts.Fewest.Uses))]);
                return ExitCode.Usage;
            }
            try
            {
                var (began, spoke) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
                var came = await VerrinCoast.Generate(parsed.GetValue(data)!, amounts, TimeProvider.System.GetUtcNow(), (done, of, acts) =>
                {
                    var since = Stopwatch.GetElapsedTime(began);
                    if (since - spoke < SaysEvery && done < of) return;
                    spoke = since;
                    Console.WriteLine(words["cli.generate.progress", ("done", Said(done)), ("of", Said(of)), ("acts", Said(acts)), ("seconds", Said((long)since.TotalSeconds))]);
                }, stop);
                if (came == Generated.Whole)
                {
                    Console.WriteLine(words["cli.generate.whole"]);
                    return ExitCode.Done;
                }
                Console.Error.WriteLine(came switch
                {
                    Generated.Stopped => words["cli.generate.stopped"],
                    Generated.NoRoom => words["cli.generate.no-room", ("gigabytes", Said(amounts.Decisions * Amounts.BytesADecision / 1_000_000_000 + 1))],
                    _ => words["cli.generate.other-content"],
                });
                return ExitCode.Refused;
            }
            catch (DataFolderRefused refused)
            {
                Console.Error.WriteLine(refused.Message);
                return ExitCode.Refused;
            }
        });
        return command;

        Option<int> Amount(string name, int usual) => new(name) { Description = words["cli.generate." + name[2..]], HelpName = "N", DefaultValueFactory = _ => usual };
    }

    private static string Said(long number) => number.ToString("N0", CultureInfo.GetCultureInfo(CultureInfo.CurrentUICulture.Name));
}
