using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Roles;
using Probity.People.SignIn;
using Probity.People.Units;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.Given;

/// <summary>
/// A small agency made through the real verbs, ready for decisions: people in two units, a face-search system, a use that a leader authorised, certificates, a
/// connected system. What tests and measurements stand on.
/// </summary>
public sealed class World
{
    private readonly IServiceProvider _services;

    private World(IServiceProvider services, string code) => (_services, Code) = (services, code);

    private UnitId _crime, _port;
    private CourseId _faceSearch, _secondPerson;

    public string Code { get; }
    public AgencyId Agency { get; private set; }
    public AccountId Administrator { get; private set; }
    public AccountId Leader { get; private set; }
    public AccountId AiLead { get; private set; }
    public AccountId Trainer { get; private set; }
    public AccountId Officer { get; private set; }
    public AccountId OtherOfficer { get; private set; }
    public AccountId Second { get; private set; }
    public AccountId Third { get; private set; }
    public AccountId Auditor { get; private set; }
    public AccountId Integrator { get; private set; }
    public UseId Use { get; private set; }
    public string UseReference { get; private set; } = "";
    public SystemVersionId Version { get; private set; }
    public string ClientKey { get; private set; } = "";
    public ServiceClientId Client { get; private set; }

    public Actor As(AccountId person) => Actor.Person(Agency, person);

    public Actor AsClient => new(Agency, ActorKind.Client, Client.Value);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<World> Make(IServiceProvider services, string code = "harbour", IReadOnlyList<Condition>? conditions = null, int eyeDistance = 60, string? reference = null)
    {
        var world = new World(services, code);
        await world.People();
        await world.Register(conditions ?? [Condition.With("floor", "C3", new { eyeDistancePixels = eyeDistance, noInfrared = true }, "No image below the floor, none in infrared")], reference);
        await world.Train();
        return world;
    }

    private async Task People()
    {
        var made = Must(await Get<FirstStart>().MakeAgency(new NewAgency($"Police of {Code}", Code, ["en", "fr"], Account("admin", "Pat Admin"), Account("leader", "Lou Leader")) { Sample = true }));
        (Agency, Administrator, Leader) = (made.Id, made.Administrator, made.Leader!.Value);
        _crime = Must(await Get<KeepUnits>().Make(As(Administrator), "Serious Crime"));
        _port = Must(await Get<KeepUnits>().Make(As(Administrator), "Port Division"));
        AiLead = await Person("ai.lead", "Ada Lead", null, Role.AiLead);
        Trainer = await Person("trainer", "Tim Trainer", null, Role.Trainer);
        Officer = await Person("officer", "Ona Officer", _crime, Role.Officer);
        OtherOfficer = await Person("other.officer", "Otto Officer", _crime, Role.Officer);
        Second = await Person("second", "Sam Second", _port, Role.SecondPerson);
        Third = await Person("third", "Thea Third", _port, Role.SecondPerson);
        Auditor = await Person("auditor", "Aud Itor", null, Role.Auditor);
        Integrator = await Person("integrator", "Ina Grator", null, Role.Integrator);
        var client = Must(await Get<KeepClients>().Make(As(Integrator), "case-system", [Right.OpenDecision, Right.SeeDecisions, Right.UseReceipt]));
        (Client, ClientKey) = (client.Id, client.Key);
    }

    private static NewAccount Account(string login, string name, UnitId? unit = null) => new(login, name, "", unit, ["en"]);

    private async Task<AccountId> Person(string login, string name, UnitId? unit, Role role)
    {
        var account = Must(await Get<CreateAccount>().Run(As(Administrator), Account(login, name, unit)));
        var grant = Must(await Get<GrantRole>().Run(As(Administrator), account, role, "Needed for the work"));
        if (grant == Grant.NeedsConfirmation) await Confirm(account, role);
        return account;
    }

    private async Task Confirm(AccountId account, Role role)
    {
        using var db = Get<Acts.Storage.Reads>().Open(Agency);
        var proposal = db.Set<RoleProposal>().Single(p => p.Account == account && p.Role == role && p.State == ProposalState.Waiting);
        Must(await Get<DecideProposal>().Confirm(As(Leader), proposal.Id, "Agreed"));
    }

    private async Task Register(IReadOnlyList<Condition> conditions, string? reference)
    {
        var lead = As(AiLead);
        var system = Must(await Get<RegisterSystem>().Run(lead, new NewSystem(new SystemFacts("FaceLink", "Argent Vale Biometrics"), new VersionFacts("4.2", Assessed: true))));
        Version = system.Version;
        var use = Must(await Get<RegisterUse>().Run(lead, new NewUse(new UseFacts
        {
            Name = "Face search for serious crime",
            SystemVersion = Version,
            Unit = _crime,
            Purpose = "Find possible leads to an unknown person in a still image.",
            NotAllowed = "Live cameras.",
            DecisionKinds = ["face-search-lead"],
            Category = PurposeCategory.ImageAnalysis,
            Class = RiskClass.High,
            Affected = "People in the gallery.",
            LegalBasis = "Police Data Act s. 41",
            Errors = "Right person missing in 93 of 300 test searches.",
            Owner = AiLead,
        }, reference), Reason.FromText("Asked for by Serious Crime")));
        (Use, UseReference) = (use.Id, use.Reference);
        Must(await Get<RecordAssessment>().Run(lead, Use, new AssessmentFacts("Necessity test", DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-10)), "Legal adviser", AssessmentResult.Acceptable), Reason.FromText("Necessity test signed")));
        await Authorise(conditions);
        Must(await Get<BeginUse>().Run(lead, Use, Reason.FromText("Trained and ready")));
    }

    public async Task Authorise(IReadOnlyList<Condition> conditions)
    {
        var prepared = Must(await Get<PrepareAuthorisation>().Run(As(AiLead), Use, new Preparation(conditions, null, Get<TimeProvider>().GetUtcNow().AddDays(200)), Reason.FromText("Ready to be decided")));
        Must(await Get<AuthoriseUse>().Run(As(Leader), Use, prepared.Id, prepared.ContentHash, Reason.FromText("Necessary and proportionate under the conditions")));
    }

    private async Task Train()
    {
        var (trainer, until) = (As(Trainer), Get<TimeProvider>().GetUtcNow().AddDays(150));
        _faceSearch = Must(await Get<MakeCourse>().Run(trainer, new NewCourse("FS", "Face search 4.2", "Recherche faciale 4.2", new Subject("system-version", Version.Value), 12)));
        _secondPerson = Must(await Get<MakeCourse>().Run(trainer, new NewCourse("SP", "Second person", "Seconde personne", null, 24)));
        foreach (var person in new[] { Officer, OtherOfficer }) await Certify(person, _faceSearch, until);
        foreach (var person in new[] { Second, Third }) await Certify(person, _secondPerson, until);
    }

    private async Task Certify(AccountId person, CourseId course, DateTimeOffset until) =>
        Must(await Get<GrantCertificate>().Run(As(Trainer), new NewCertificate(person, course, until), Reason.FromText("Passed the selection test")));

    /// <summary>One more certified person of the other unit.</summary>
    public async Task<AccountId> AnotherSecondPerson(string login)
    {
        var person = await Person(login, "Another Second", _port, Role.SecondPerson);
        await Certify(person, _secondPerson, Get<TimeProvider>().GetUtcNow().AddDays(150));
        return person;
    }

    /// <summary>One more certified officer.</summary>
    public async Task<AccountId> AnotherOfficer(string login)
    {
        var person = await Person(login, "Another Officer", _crime, Role.Officer);
        await Certify(person, _faceSearch, Get<TimeProvider>().GetUtcNow().AddDays(150));
        return person;
    }

    /// <summary>One more person with this role, or with none but member.</summary>
    public async Task<AccountId> Another(string login, string name, Role role) => role == Role.Member
        ? Must(await Get<CreateAccount>().Run(As(Administrator), Account(login, name))) : await Person(login, name, null, role);

    /// <summary>A legal adviser, who may erase.</summary>
    public Task<AccountId> Legal() => Person("legal" + Guid.NewGuid().ToString("N")[..6], "Lea Gal", null, Role.Legal);

    /// <summary>Takes a role from somebody.</summary>
    public async Task Without(AccountId person, Role role) => Must(await Get<TakeRole>().Run(As(Administrator), person, role, "No longer needed for the work"));

    /// <summary>A one-time link that signs in by itself (the agency is a sample).</summary>
    public async Task<string> SignInPath(AccountId person) => Must(await Get<SignInLinks>().Make(Actor.Installation(Agency), person, sample: true)).Path;

    public static T Must<T>(Outcome<T> outcome) =>
        outcome.Done ? outcome.Value : throw new InvalidOperationException(string.Join("; ", outcome.Refusals.Select(r => $"{r.Code.Code} at {r.Place} ({string.Join(", ", r.Values)})")));
}
