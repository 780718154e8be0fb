using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Duties;
using Probity.Cli.Serving;

namespace Probity.Cli.Duties;

/// <summary>Timed work that waits, and doing what is due now, while no server runs.</summary>
internal static class DueCommand
{
    public static Command For(Words words) => new("due", words["cli.due"]) { List(words), Run(words) };

    private static Command List(Words words)
    {
        var data = DataOption.For(words);
        var most = new Option<int>("--most") { Description = words["cli.due.most"], HelpName = "N", DefaultValueFactory = _ => 100 };
        var command = new Command("list", words["cli.due.list"]) { data, most };
        command.SetAction(async (parsed, _) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true);
            if (opened.App is null) return opened.Exit;
            var waiting = opened.App.Services.GetRequiredService<DueRunner>().Waiting(Math.Max(1, parsed.GetValue(most)));
            foreach (var due in waiting) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{due.At:yyyy-MM-ddTHH:mm:ssZ}  {due.Kind,-24} {due.SubjectKind} {due.Subject}  {due.Attempts} {due.Failed}").TrimEnd());
            if (waiting.Count == 0) Console.WriteLine(words["cli.due.nothing"]);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Run(Words words)
    {
        var data = DataOption.For(words);
        var command = new Command("run", words["cli.due.run"]) { data };
        command.SetAction(async (parsed, stop) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true);
            if (opened.App is null) return opened.Exit;
            Console.WriteLine(words["cli.due.ran", ("n", await opened.App.Services.GetRequiredService<DueRunner>().RunAll(stop))]);
            return ExitCode.Done;
        });
        return command;
    }
}
