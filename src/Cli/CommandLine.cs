using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Probity.Cli.Agencies;
using Probity.Cli.Backups;
using Probity.Cli.Checks;
using Probity.Cli.Clocks;
using Probity.Cli.Configuration;
using Probity.Cli.Doctor;
using Probity.Cli.Duties;
using Probity.Cli.Generating;
using Probity.Cli.Inventories;
using Probity.Cli.LedgerChecks;
using Probity.Cli.Receipts;
using Probity.Cli.Serving;
using Probity.Cli.SignIn;
using Probity.Cli.Wording;

namespace Probity.Cli;

/// <summary>The commands of ./probity, with help in English or French (--lang, else the locale of the shell).</summary>
public static class CommandLine
{
    public static async Task<int> Run(IReadOnlyList<string> args)
    {
        var words = new Words(LanguageOf(args));
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(words.Language);
        var parsed = Commands(words).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
            Console.Error.WriteLine(words["cli.usage-hint"]);
            return ExitCode.Usage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    public static RootCommand Commands(Words words)
    {
        var root = new RootCommand(words["cli.about"])
        {
            ServeCommand.For(words),
            InitCommand.For(words),
            SampleCommand.For(words),
            SandboxCommand.For(words),
            GenerateCommand.For(words),
            SignInLinkCommand.For(words),
            LedgerCommand.For(words),
            DueCommand.For(words),
            ClockCommand.For(words),
            VerifyCommand.For(words),
            ConfigCommand.For(words),
            DoctorCommand.For(words),
            CheckCommand.For(words),
            SearchCommand.For(words),
            TextsCommand.For(words),
            ActsCommand.For(words),
        };
        foreach (var backup in BackupCommands.For(words)) root.Add(backup);
        foreach (var inventory in InventoryCommand.For(words)) root.Add(inventory);
        root.Add(new Option<string>("--lang") { Description = words["cli.lang"], Recursive = true, HelpName = "en|fr" });
        return root;
    }

    /// <summary>Wanted before the commands exist, because their help is already in the language.</summary>
    private static string LanguageOf(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal)) return Words.Known(args[i]["--lang=".Length..]);
            if (args[i] == "--lang" && i + 1 < args.Count) return Words.Known(args[i + 1]);
        }
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return Words.Known(locale?.Split('_', '.')[0] ?? "en");
    }
}
