using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.Units;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.PortVerrin.Sandboxes;

/// <param name="Use">The reference of its use.</param>
/// <param name="Key">Of its connected system; shown once.</param>
public sealed record MadeSandbox(AgencyId Agency, string Use, string Key, AccountId Officer, AccountId Second);

/// <summary>An agency for a developer, made through the same verbs as any other: one authorised use, an officer and a second person with certificates, one connected system.</summary>
public static class Sandbox
{
    private const string Code = "sandbox";
    private static readonly Reason Why = Reason.FromText("For trying out the interface")!;

    public static async Task<Outcome<MadeSandbox>> Make(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var made = await services.GetRequiredService<FirstStart>().MakeAgency(new NewAgency("Sandbox", Code, ["en", "fr"], Named("admin", "Sandbox administrator"), Named("leader", "Sandbox leader")) { Sandbox = true });
        if (!made.Done) return made.Refused<MadeSandbox>();
        var agency = made.Value.Id;
        Actor As(AccountId person) => Actor.Person(agency, person);
        var (admin, leader) = (As(made.Value.Administrator), As(made.Value.Leader!.Value));

        var units = services.GetRequiredService<KeepUnits>();
        var (one, other) = (Must(await units.Make(admin, "One unit")), Must(await units.Make(admin, "Another unit")));
        async Task<AccountId> Person(string login, string name, UnitId? unit, Role role)
        {
            var person = Must(await services.GetRequiredService<CreateAccount>().Run(admin, Named(login, name, unit)));
            if (Must(await services.GetRequiredService<GrantRole>().Run(admin, person, role, Why.Text)) != Grant.NeedsConfirmation) return person;
            using var db = services.GetRequiredService<Reads>().Open(agency);
            var proposal = db.Set<RoleProposal>().Single(row => row.Account == person && row.State == ProposalState.Waiting);
            Must(await services.GetRequiredService<DecideProposal>().Confirm(leader, proposal.Id, Why.Text));
            return person;
        }
        var lead = await Person("ai.lead", "Sandbox AI lead", null, Role.AiLead);
        var trainer = As(await Person("trainer", "Sandbox trainer", null, Role.Trainer));
        var integrator = As(await Person("integrator", "Sandbox integrator", null, Role.Integrator));
        var officer = await Person("officer", "Sandbox officer", one, Role.Officer);
        var second = await Person("second", "Sandbox second person", other, Role.SecondPerson);

        var system = Must(await services.GetRequiredService<RegisterSystem>().Run(As(lead), new NewSystem(new SystemFacts("FaceLink", "Nobody"), new VersionFacts("4.2", Assessed: true))));
        var use = Must(await services.GetRequiredService<RegisterUse>().Run(As(lead), new NewUse(new UseFacts
        {
            Name = "Face search in the sandbox",
            SystemVersion = system.Version,
            Unit = one,
            Purpose = "Trying out the interface.",
            NotAllowed = "Anything real.",
            DecisionKinds = ["face-search-lead"],
            Category = PurposeCategory.ImageAnalysis,
            Class = RiskClass.High,
            Affected = "Nobody.",
            LegalBasis = "None: nothing here is real.",
            Errors = "Not measured.",
            Owner = lead,
        }), Why));
        Must(await services.GetRequiredService<RecordAssessment>().Run(As(lead), use.Id, new AssessmentFacts("None needed", DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(-1)), "Nobody", AssessmentResult.Acceptable), Why));
        Condition[] floor = [Condition.With("floor", "C3", new { eyeDistancePixels = 60, noInfrared = true }, "No image below the floor, none in infrared")];
        var prepared = Must(await services.GetRequiredService<PrepareAuthorisation>().Run(As(lead), use.Id, new Preparation(floor, null, clock.GetUtcNow().AddDays(360)), Why));
        Must(await services.GetRequiredService<AuthoriseUse>().Run(leader, use.Id, prepared.Id, prepared.ContentHash, Why));
        Must(await services.GetRequiredService<BeginUse>().Run(As(lead), use.Id, Why));

        async Task Certify(AccountId person, NewCourse course) =>
            Must(await services.GetRequiredService<GrantCertificate>().Run(trainer, new NewCertificate(person, Must(await services.GetRequiredService<MakeCourse>().Run(trainer, course)), clock.GetUtcNow().AddDays(300)), Why));
        await Certify(officer, new NewCourse("FS", "Face search 4.2", "Recherche faciale 4.2", new Subject("system-version", system.Version.Value), 12));
        await Certify(second, new NewCourse("SP", "Second person", "Seconde personne", null, 24));
        var client = Must(await services.GetRequiredService<KeepClients>().Make(integrator, "case-system", [Right.OpenDecision, Right.SeeDecisions, Right.UseReceipt]));
        return new MadeSandbox(agency, use.Reference, client.Key, officer, second);
    }

    private static NewAccount Named(string login, string name, UnitId? unit = null) => new(login, name, "", unit, ["en", "fr"]);

    /// <summary>An empty agency refuses none of this; if it does, the program is wrong.</summary>
    private static T Must<T>(Outcome<T> outcome) => outcome.Done ? outcome.Value : throw new InvalidOperationException(string.Join("; ", outcome.Refusals.Select(refusal => refusal.Code.Code)));
}
