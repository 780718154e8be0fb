using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.People.Agencies;
using Probity.People.SignIn;
using Probity.PortVerrin;

namespace Probity.Cli.SignIn;

/// <summary>One-time links, made by the hand of the installation and shown on its console.</summary>
internal static class Links
{
    /// <summary>For the two who set an agency up.</summary>
    /// <param name="address">Before the path; empty where no server runs.</param>
    public static async Task<int> Print(Words words, IServiceProvider services, MadeAgency made, string address, TimeSpan validFor)
    {
        var code = await One(words, services, made.Id, made.Administrator, words["cli.links.administrator"], address, validFor);
        return code == ExitCode.Done && made.Leader is { } leader ? await One(words, services, made.Id, leader, words["cli.links.leader"], address, validFor) : code;
    }

    /// <summary>For each persona of the sample agency, or for the administrator and the leader of an agency of one's own that nobody has entered yet.</summary>
    public static async Task<int> PrintAll(Words words, IServiceProvider services, string address)
    {
        var agency = services.GetRequiredService<AgencyBook>().ByCode(SampleAgency.Code);
        if (agency is not { Sample: true }) return ExitCode.Done;
        var accounts = services.GetRequiredService<People.Accounts.Accounts>();
        foreach (var persona in Personas.All)
            if (await Sample(persona.Login, words["cli.persona." + persona.Key] + ", ") is not ExitCode.Done and var code) return code;
        // The draw is a real one, so nobody knows beforehand on whom it falls.
        Console.WriteLine(words["cli.links.drawn"]);
        foreach (var login in Personas.MayBeDrawn)
            if (await Sample(login, "  ") is not ExitCode.Done and var code) return code;
        return ExitCode.Done;

        async Task<int> Sample(string login, string before) => accounts.Find(agency.Id, SampleAgency.Account(login)) is { } account
            ? await One(words, services, agency.Id, account.Id, before + account.Called, address, TimeSpan.FromDays(1), sample: true) : ExitCode.Done;
    }

    public static async Task<int> One(Words words, IServiceProvider services, AgencyId agency, AccountId account, string label, string address, TimeSpan validFor, bool sample = false)
    {
        var link = await services.GetRequiredService<SignInLinks>().Make(Actor.Installation(agency), account, validFor, sample);
        if (!link.Done) return words.Refuse(link.Refusals);
        Console.WriteLine($"{label,-40} {address}{link.Value.Path}");
        return ExitCode.Done;
    }
}
