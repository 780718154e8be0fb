using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.PortVerrin;

/// <summary>
/// Fills an empty installation with the Port Verrin Police Service, through the same verbs that people use: whatever a rule would refuse a person, it
/// refuses the sample too. Ids follow from names, so the same sample has the same addresses everywhere.
/// </summary>
public sealed class SampleAgency(IServiceProvider services)
{
    public const string Code = "port-verrin";

    /// <summary>The ledger's name, for a data directory that has none yet.</summary>
    public const string LedgerOrigin = "ledger.port-verrin.example/2026";

    public static readonly AgencyId Id = new(TypedId.Named("agency:" + Code));

    public static AccountId Account(string login) => new(TypedId.Named($"account:{Code}:{login}"));

    public static UnitId Unit(string name) => new(TypedId.Named($"unit:{Code}:{name}"));

    public async Task Fill()
    {
        var administrator = Actor.Person(Id, Account(Staff.Administrator.Login));
        Demand(await services.GetRequiredService<FirstStart>().MakeAgency(new NewAgency("Port Verrin Police Service", Code, ["en", "fr", "ar"], Of(Staff.Administrator), Of(Staff.Leader))
        {
            Id = Id,
            TimeZone = "Etc/GMT-1",
            Sample = true,
        }));
        var units = services.GetRequiredService<KeepUnits>();
        foreach (var unit in Staff.Units) Demand(await units.Make(administrator, unit, Unit(unit)));
        var create = services.GetRequiredService<CreateAccount>();
        foreach (var person in Staff.Others)
            Demand(await create.Run(administrator, Of(person) with { Unit = Unit(person.Unit), Roles = person.Roles, Reason = "First staffing of the use of AI, decided by the command group." }));
        await ConfirmRoles();
    }

    /// <summary>The Deputy Chief confirms what the administrator proposed: nobody grants a right they do not hold.</summary>
    private async Task ConfirmRoles()
    {
        List<RoleProposalId> waiting;
        using (var db = services.GetRequiredService<Reads>().Open(Id))
            waiting = [.. db.Set<RoleProposal>().Where(proposal => proposal.State == ProposalState.Waiting).OrderBy(proposal => proposal.Id).Select(proposal => proposal.Id)];
        var decide = services.GetRequiredService<DecideProposal>();
        var leader = Actor.Person(Id, Account(Staff.Leader.Login));
        foreach (var proposal in waiting) Demand(await decide.Confirm(leader, proposal, "Known to me and trained for this work."));
    }

    private static NewAccount Of(Person person) => new(person.Login, person.Name, person.Title, null, person.Languages) { Id = Account(person.Login) };

    private static T Demand<T>(Outcome<T> outcome) =>
        outcome.Done ? outcome.Value : throw new InvalidOperationException($"The sample was refused: {string.Join(", ", outcome.Refusals.Select(refusal => $"{refusal.Code.Code} at {refusal.Place}"))}");
}
