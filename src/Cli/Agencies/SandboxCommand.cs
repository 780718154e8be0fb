using System.CommandLine;
using Probity.Cli.Serving;
using Probity.Cli.SignIn;
using Probity.PortVerrin.Sandboxes;

namespace Probity.Cli.Agencies;

/// <summary>Makes an agency in which a developer walks the whole gate alone, and prints its key, once, with the links of its two people.</summary>
internal static class SandboxCommand
{
    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var command = new Command("sandbox", words["cli.sandbox"]) { data };
        command.SetAction(async (parsed, _) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: false);
            if (opened.App is null) return opened.Exit;
            var made = await Sandbox.Make(opened.App.Services);
            if (!made.Done) return words.Refuse(made.Refusals);
            var sandbox = made.Value;
            Console.WriteLine($"{words["cli.sandbox.use"],-40} {sandbox.Use}");
            Console.WriteLine($"{words["cli.sandbox.key"],-40} {sandbox.Key}");
            var code = await Links.One(words, opened.App.Services, sandbox.Agency, sandbox.Officer, words["cli.sandbox.officer"], "", TimeSpan.FromDays(1), sample: true);
            return code != ExitCode.Done ? code : await Links.One(words, opened.App.Services, sandbox.Agency, sandbox.Second, words["cli.sandbox.second"], "", TimeSpan.FromDays(1), sample: true);
        });
        return command;
    }
}
