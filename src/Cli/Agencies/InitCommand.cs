using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Refusals;
using Probity.Cli.Serving;
using Probity.Cli.SignIn;
using Probity.People.Accounts;
using Probity.People.Agencies;

namespace Probity.Cli.Agencies;

/// <summary>Makes the first agency with its administrator and its accountable leader, and prints the links with which they set up their accounts.</summary>
internal static class InitCommand
{
    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var name = Text(words, "--name", "NAME", "cli.init.name");
        var code = Text(words, "--code", "CODE", "cli.init.code");
        var administrator = Text(words, "--administrator", "LOGIN", "cli.init.administrator");
        var administratorName = Text(words, "--administrator-name", "NAME", "cli.init.administrator-name");
        var leader = Text(words, "--leader", "LOGIN", "cli.init.leader");
        var leaderName = Text(words, "--leader-name", "NAME", "cli.init.leader-name");
        var languages = new Option<string>("--languages") { Description = words["cli.init.languages"], HelpName = "en,fr", DefaultValueFactory = _ => "en,fr" };
        var timeZone = new Option<string>("--time-zone") { Description = words["cli.init.time-zone"], HelpName = "ZONE", DefaultValueFactory = _ => "UTC" };
        var origin = new Option<string?>("--ledger-origin") { Description = words["cli.init.ledger-origin"], HelpName = "NAME" };
        var command = new Command("init", words["cli.init"]) { data, name, code, administrator, administratorName, leader, leaderName, languages, timeZone, origin };
        command.SetAction(async (parsed, _) =>
        {
            var spoken = parsed.GetValue(languages)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: false, parsed.GetValue(origin));
            if (opened.App is null) return opened.Exit;
            var made = await Make(opened.App.Services, new NewAgency(parsed.GetValue(name)!, parsed.GetValue(code)!, spoken,
                new NewAccount(parsed.GetValue(administrator)!, parsed.GetValue(administratorName)!, "", null, spoken),
                new NewAccount(parsed.GetValue(leader)!, parsed.GetValue(leaderName)!, "", null, spoken)) { TimeZone = parsed.GetValue(timeZone)! });
            if (!made.Done) return words.Refuse(made.Refusals);
            Console.WriteLine(words["cli.init.done", ("name", parsed.GetValue(name)!)]);
            return await Links.Print(words, opened.App.Services, made.Value, "", TimeSpan.FromDays(1));
        });
        return command;
    }

    public static Task<Outcome<MadeAgency>> Make(IServiceProvider services, NewAgency agency) => services.GetRequiredService<FirstStart>().MakeAgency(agency);

    private static Option<string> Text(Words words, string option, string help, string key) => new(option) { Description = words[key], HelpName = help, Required = true };
}
