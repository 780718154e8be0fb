using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.Units;
using Probity.PortVerrin.Telling;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.PortVerrin.Cast;

/// <summary>The agency, its units, its people and what they may do: made on the day on which the record begins.</summary>
internal sealed class Casting(FirstStart first, KeepUnits units, CreateAccount create, ChangeAccount change, DecideProposal decide, KeepClients clients, Reads reads)
{
    public static readonly DateTimeOffset Begins = StoryClock.At(2025, 3, 3, 9);

    /// <summary>The system that opens the decisions of PV-AI-007.</summary>
    public const string CaseSystem = "Case system";
    public static readonly ServiceClientId CaseSystemId = new(TypedId.Named("port-verrin/client/case-system"));

    public static Actor As(Person person) => Actor.Person(SampleAgency.Id, person.Id);

    public static Actor AsCaseSystem => new(SampleAgency.Id, ActorKind.Client, CaseSystemId.Value);

    public void Write(Story story)
    {
        story.When(Begins, () => first.MakeAgency(new NewAgency(SampleAgency.Name, SampleAgency.Code, ["en", "fr", "ar"], Without(Roster.Renn), Without(Roster.Roe))
        {
            Id = SampleAgency.Id,
            TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById("Etc/GMT-1", out _) ? "Etc/GMT-1" : "UTC",
            Sample = true,
            Settings = new Dictionary<string, string> { [LiveUses.RuleSetting] = "MR-PDA s. 44(2)", [References.PrefixSetting] = "PV-AI-" },
        }));
        var at = Begins.AddMinutes(5);
        foreach (var unit in Units.All) story.When(at = at.AddSeconds(20), () => units.Make(As(Roster.Renn), unit, Units.Id(unit)));
        foreach (var person in new[] { Roster.Renn, Roster.Roe })
            story.When(at = at.AddSeconds(30), () => change.Run(As(Roster.Renn), person.Id, new AccountDetails(person.Name, person.Title, Units.Id(person.Unit!), person.Languages.Split(' '))));

        // Named people in the first week; the numbered ones when face search was prepared, a year later.
        at = StoryClock.At(2025, 3, 4, 8, 30);
        foreach (var person in Roster.Named.Where(person => person != Roster.Renn && person != Roster.Roe)) story.When(at = at.AddMinutes(4), () => create.Run(As(Roster.Renn), New(person)));
        story.When(StoryClock.At(2025, 3, 4, 14), ConfirmAll);
        at = StoryClock.At(2026, 2, 2, 8, 30);
        foreach (var person in Roster.NumberedOfficers.Concat(Roster.NumberedSeconds)) story.When(at = at.AddMinutes(3), () => create.Run(As(Roster.Renn), New(person)));
        story.When(StoryClock.At(2026, 2, 2, 15), ConfirmAll);

        story.When(StoryClock.At(2026, 5, 18, 10, 12), () => clients.Make(As(Roster.Haldorf), CaseSystem, [Right.SeeRegister, Right.OpenDecision, Right.SeeDecisions, Right.UseReceipt], CaseSystemId));
    }

    /// <summary>The accountable leader answers by name for everyone who gets case rights.</summary>
    private async Task ConfirmAll()
    {
        List<RoleProposalId> waiting;
        using (var db = reads.Open(SampleAgency.Id))
            waiting = [.. db.Set<RoleProposal>().Where(proposal => proposal.State == ProposalState.Waiting).ToList()
                .OrderBy(proposal => proposal.ProposedAt).ThenBy(proposal => proposal.Role).Select(proposal => proposal.Id)];
        foreach (var proposal in waiting) Story.Must(await decide.Confirm(As(Roster.Roe), proposal, "Known to me in this function; the training is on file."));
    }

    private static NewAccount Without(Person person) => new(person.Login, person.Name, person.Title, null, person.Languages.Split(' ')) { Id = person.Id };

    private static NewAccount New(Person person) => new(person.Login, person.Name, person.Title, person.Unit is { } unit ? Units.Id(unit) : null, person.Languages.Split(' '))
    {
        Id = person.Id,
        Roles = [.. new[] { person.Role, person.AlsoRole }.OfType<Role>()],
        Reason = person.Role is null ? null : "Function in the establishment plan.",
    };
}
