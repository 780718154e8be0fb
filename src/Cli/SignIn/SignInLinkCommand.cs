using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Cli.Serving;
using Probity.People.Accounts;
using Probity.People.Agencies;

namespace Probity.Cli.SignIn;

/// <summary>A way back in for somebody who lost theirs, while no server runs; with a server running, whoever keeps accounts makes the link on a page.</summary>
internal static class SignInLinkCommand
{
    public static Command For(Words words)
    {
        var data = DataOption.For(words);
        var login = new Argument<string>("ACCOUNT") { Description = words["cli.sign-in-link.account"] };
        var hours = new Option<int>("--hours") { Description = words["cli.sign-in-link.hours"], HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command("sign-in-link", words["cli.sign-in-link"]) { login, hours, data };
        command.SetAction(async (parsed, _) =>
        {
            await using var opened = Installation.Open(words, parsed.GetValue(data)!, mustExist: true);
            if (opened.App is null) return opened.Exit;
            var services = opened.App.Services;
            var parts = parsed.GetValue(login)!.Split('@');
            var agencies = services.GetRequiredService<AgencyBook>();
            var agency = parts.Length == 2 ? agencies.ByCode(parts[1]) : agencies.Only;
            var account = agency is null ? null : services.GetRequiredService<Accounts>().All(agency.Id).FirstOrDefault(card => card.Login == parts[0]);
            if (account is null)
            {
                Console.Error.WriteLine(words["cli.sign-in-link.unknown", ("account", parsed.GetValue(login)!)]);
                return ExitCode.Usage;
            }
            return await Links.One(words, services, agency!.Id, account.Id, account.Called, "", TimeSpan.FromHours(parsed.GetValue(hours)), agency.Sample);
        });
        return command;
    }
}
