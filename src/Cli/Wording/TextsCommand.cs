using System.CommandLine;
using System.Globalization;

namespace Probity.Cli.Wording;

internal static class TextsCommand
{
    public static Command For(Words words)
    {
        var check = new Command("check", words["cli.texts.check"]);
        check.SetAction(_ => Check(words));
        return new Command("texts", words["cli.texts"]) { check };
    }

    private static int Check(Words words)
    {
        var report = new TextsCheck(Words.Rooms).Run();
        foreach (var count in report.Counts) Console.WriteLine($"{count.Room,-12} {count.Language}  {count.Texts.ToString(CultureInfo.InvariantCulture),5} / {count.Of.ToString(CultureInfo.InvariantCulture)}");
        foreach (var fault in report.Faults) Console.WriteLine($"{fault.Language}  {fault.Key}  {fault.Rule}  {fault.Detail}");
        Console.WriteLine(report.Faults.Count == 0 ? words["cli.texts.good"] : words["cli.texts.faults", ("n", report.Faults.Count)]);
        return report.Faults.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
