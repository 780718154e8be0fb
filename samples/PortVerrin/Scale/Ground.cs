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
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.PortVerrin.Telling;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Suspensions;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using Probity.Training.Certificates;
using Probity.Training.Courses;

namespace Probity.PortVerrin.Scale;

/// <summary>What the decisions stand on: the agency, its people with their roles and certificates, its systems and uses with their permissions. All through the verbs that people use.</summary>
internal sealed class Ground(
    FirstStart first, KeepUnits units, CreateAccount create, DecideProposal decide, KeepClients clients, MakeCourse courses, GrantCertificate certify,
    RegisterSystem systems, RegisterUse register, ReportFoundUse report, RecordAssessment assess, PrepareAuthorisation prepare, AuthoriseUse authorise, BeginUse begin,
    SuspendUse suspend, EndUse end, RefuseUse refuse, Reads reads)
{
    public const string Name = "Verrin Coast Police (made by the generator)", Code = "verrin-coast", LedgerOrigin = "ledger.verrin-coast.example/1";
    public static readonly AgencyId Id = new(TypedId.Named("agency:" + Code));
    public static readonly ServiceClientId Client = new(TypedId.Named("verrin-coast/client"));

    /// <summary>The first days: people, certificates and permissions before the first decision.</summary>
    public static readonly TimeSpan Preparing = TimeSpan.FromDays(6);

    /// <summary>How long the record of decisions is; a permission and a certificate hold for no more than a year.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(350);

    private static readonly IReadOnlyList<IReadOnlyList<Condition>> Terms = [Conditions.FaceSearchJune, Conditions.FaceSearchSeptember, Conditions.FaceSearchOctober];
    private static readonly string[] Districts = [.. from side in new[] { "North", "East", "South", "West", "Upper", "Lower", "Old", "New" } from place in new[] { "Harbour", "Mill", "Quay", "Market", "Ferry", "Hill", "Bridge", "Garden", "Tower", "Dock", "Island" } select $"{side} {place}"];
    private static readonly Reason Why = Reason.FromText("Needed for the work of the district, and looked at before.")!;

    /// <summary>The uses of face search with the terms of Port Verrin's first, second or third authorisation.</summary>
    public static IEnumerable<UseId> FaceSearch(int uses, int terms) => Numbers(uses).Where(n => Base(n) == SampleUses.FaceSearch && n / SampleUses.All.Count % Terms.Count == terms).Select(n => Use(n).Id);

    public static string Reference(int number) => FormattableString.Invariant($"VC-AI-{number:0000}");

    private static IEnumerable<int> Numbers(int uses) => Enumerable.Range(1, uses);

    private static SampleUse Base(int number) => SampleUses.All[(number - 1) % SampleUses.All.Count];

    private static (SampleUse Like, UseId Id, string Name, string NameFr) Use(int number)
    {
        var (like, district) = (Base(number), Districts[(number - 1) / SampleUses.All.Count % Districts.Length]);
        return (like, new UseId(TypedId.Named("verrin-coast/use/" + Reference(number))), $"{like.Name}, {district}", $"{like.NameFr}, {district}");
    }

    public void Write(Story story, Crowd crowd, int uses, DateTimeOffset begins)
    {
        Actor As(Member member) => Actor.Person(Id, member.Id);
        var (administrator, leader, lead, trainer) = (As(crowd.Administrator), As(crowd.Leader), As(crowd.One(Role.AiLead)), As(crowd.One(Role.Trainer)));
        var at = begins;
        DateTimeOffset Next() => at = at.AddSeconds(4);

        story.When(at, () => first.MakeAgency(new NewAgency(Name, Code, ["en", "fr"], Account(crowd.Administrator, null), Account(crowd.Leader, null))
        {
            Id = Id, Sample = true, Settings = new Dictionary<string, string> { [LiveUses.RuleSetting] = "MR-PDA s. 44(2)", [References.PrefixSetting] = "VC-AI-" },
        }));
        foreach (var unit in crowd.Units) story.When(Next(), () => units.Make(administrator, unit, Crowd.Unit(unit)));
        foreach (var member in crowd.Members.Skip(2)) story.When(Next(), () => create.Run(administrator, Account(member, crowd.Units[member.Unit])));
        story.When(Next(), () => ConfirmAll(leader));
        story.When(Next(), () => clients.Make(As(crowd.One(Role.Integrator)), Casting.CaseSystem, [Right.SeeRegister, Right.OpenDecision, Right.SeeDecisions, Right.UseReceipt], Client));

        foreach (var system in Systems.All)
            story.When(Next(), () => systems.Run(lead, new NewSystem(new SystemFacts(system.Name, system.Vendor, system.OwnBuild, system.Description), new VersionFacts(system.Versions[0], Assessed: true), system.Id, system.Version())));
        CourseId faces = new(TypedId.Named("verrin-coast/course/FS")), second = new(TypedId.Named("verrin-coast/course/SP"));
        story.When(Next(), () => courses.Run(trainer, new NewCourse("FS", "Face search 4.2", "Recherche faciale 4.2", Subject.Of("system-version", SampleUses.FaceSearch.SystemVersion), 12, faces)));
        story.When(Next(), () => courses.Run(trainer, new NewCourse("SP", "Second person", "Seconde personne", null, 12, second)));
        foreach (var member in crowd.Members.Where(member => member.Role is Role.Officer or Role.SecondPerson))
            story.When(Next(), () => certify.Run(trainer, new NewCertificate(member.Id, member.Role == Role.Officer ? faces : second, story.Clock.GetUtcNow().AddDays(360)), new Reason("Took part, passed the cases and the written test.")));

        var owners = crowd.Having(Role.AiLead).ToArray();
        foreach (var number in Numbers(uses)) story.When(Next(), () => Live(number, crowd.Units, owners, lead, leader, story.Clock));
        if (at > begins + Preparing) throw new InvalidOperationException("The first days are too short for this many people and uses.");
    }

    /// <param name="unit">Null for the two with whom the agency begins, who have their roles by that.</param>
    private static NewAccount Account(Member member, string? unit) => new(member.Login, member.Name, "", unit is null ? null : Crowd.Unit(unit), member.Language == "fr" ? ["fr", "en"] : ["en", "fr"])
    {
        Id = member.Id,
        Roles = unit is null ? [] : [member.Role!.Value],
        Reason = unit is null ? null : "Function in the establishment plan.",
    };

    private async Task ConfirmAll(Actor leader)
    {
        List<RoleProposalId> waiting;
        using (var db = reads.Open(Id)) waiting = [.. db.Set<RoleProposal>().Where(proposal => proposal.State == ProposalState.Waiting).Select(proposal => proposal.Id).ToList().OrderBy(id => id.Value)];
        foreach (var proposal in waiting) Story.Must(await decide.Confirm(leader, proposal, "Known to me in this function; the training is on file."));
    }

    /// <summary>Each use goes the way that its like went in Port Verrin: found and stopped, proposed and refused, permitted and at work.</summary>
    private async Task Live(int number, IReadOnlyList<string> unitNames, Member[] owners, Actor lead, Actor leader, TimeProvider clock)
    {
        var (like, id, name, nameFr) = Use(number);
        if (like.Owner is null || like.Prohibited)
        {
            Story.Must(await report.Run(lead, new FoundUse(name, like.System.Name, like.UsedBy, "Seen at work in the district, and nobody had permitted it.")
            {
                Vendor = like.System.Vendor, VersionLabel = like.System.Versions[0], Purpose = like.Purpose, Category = like.Category, Owner = owners[number % owners.Length].Id,
                FoundAt = clock.GetUtcNow(), Prohibited = like.Prohibited, Stopped = number % 2 == 0, Reference = Reference(number), Id = id,
            }));
            return;
        }
        Story.Must(await register.Run(lead, new NewUse(like.Facts with
        {
            Name = name, NameFr = nameFr, Unit = Crowd.Unit(unitNames[number % unitNames.Count]), Owner = owners[number % owners.Length].Id, SystemVersion = like.System.Version(),
        }, Reference(number), id), Why));
        // Some wait to be assessed, some to be permitted, some to begin; none of face search.
        var waits = like == SampleUses.FaceSearch ? 0 : number % 40;
        if (waits == 39 || like.Class == RiskClass.NotAssessed) return;
        var acceptable = like != SampleUses.LiveFaces;
        Story.Must(await assess.Run(lead, id, new AssessmentFacts("Rights assessment", DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), "Legal and data protection", acceptable ? AssessmentResult.AcceptableWithConditions : AssessmentResult.NotAcceptable), Why));
        if (!acceptable)
        {
            Story.Must(await refuse.Run(leader, id, Why));
            return;
        }
        if (waits == 38) return;
        var conditions = like == SampleUses.FaceSearch ? Terms[number / SampleUses.All.Count % Terms.Count] : Conditions.Low;
        var prepared = Story.Must(await prepare.Run(lead, id, new Preparation(conditions, null, clock.GetUtcNow().AddDays(360)), Why));
        Story.Must(await authorise.Run(leader, id, prepared.Id, prepared.ContentHash, Why));
        if (waits == 37) return;
        Story.Must(await begin.Run(lead, id, Why));
        if (like == SampleUses.FaceSearch) return;
        if (number % 25 == 24) Story.Must(await suspend.Run(leader, id, Why));
        else if (number % 25 == 23) Story.Must(await end.Run(leader, id, Why));
    }
}
