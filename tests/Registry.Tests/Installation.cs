using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.Registry.Assessments;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests;

/// <summary>A real data directory with an agency, an AI lead and two leaders; gone when disposed.</summary>
public sealed class Installation : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("probity-registry-").FullName;
    private readonly ServiceProvider _services;

    public Installation()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddActs(DataFolder.Open(_path), "ledger.test.example/1");
        services.AddPeople();
        services.AddRegistry();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Agency = AnAgency("port-verrin");
        Lead = APerson(Agency, "Dr Oren Basti", Role.AiLead);
        Roe = APerson(Agency, "Nadim Roe", Role.Leader);
        Delune = APerson(Agency, "Amara Delune", Role.Leader);
    }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
    public AgencyId Agency { get; }
    public Actor Lead { get; }
    public Actor Roe { get; }
    public Actor Delune { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static Reason Because(string text = "As decided in the weekly meeting.") => new(text);

    public AgencyId AnAgency(string name) => new(TypedId.Named(name));

    public Actor APerson(AgencyId agency, string name, params Role[] roles)
    {
        var id = new AccountId(TypedId.Named($"{agency}/{name}"));
        Get<UnitOfWork>().Commit<Done>(Actor.Installation(agency), work =>
        {
            work.Db.Add(new Account
            {
                Id = id, Agency = agency, Login = name.ToLowerInvariant().Replace(' ', '.'), Name = name, Title = "", Unit = null,
                Languages = ["en"], MadeAt = work.Now, ChangedAt = work.Now,
            });
            foreach (var role in roles) work.Db.Add(new AccountRole { Agency = agency, Account = id, Role = role, GrantedAt = work.Now, GrantedBy = null });
            return Done.It;
        }).GetAwaiter().GetResult().Done.ShouldBeTrue();
        return Actor.Person(agency, id);
    }

    public async Task<SystemRegistered> ASystem(string name = "FaceLink", string version = "4.2", Actor? actor = null) =>
        (await Get<RegisterSystem>().Run(actor ?? Lead, new NewSystem(new SystemFacts(name, "Argent Vale Biometrics"), new VersionFacts(version)))).ShouldBeDone();

    public UseFacts FaceSearch(SystemVersionId version, Actor? owner = null) => new()
    {
        Name = "Face search for serious crime",
        NameFr = "Recherche faciale, crimes graves",
        SystemVersion = version,
        Purpose = "To find possible leads to an unknown person in a still image.",
        NotAllowed = "Live cameras, protest or worship, children under 14.",
        UsedBy = "Serious Crime",
        Owner = (owner ?? Roe).Account,
        Category = PurposeCategory.ImageAnalysis,
        DecisionKinds = ["face-search-lead"],
        LegalBasis = "Maristan Police Data Act, s. 41 and s. 44(2)",
        Class = RiskClass.High,
    };

    public async Task<UseRegistered> AUse(Actor? actor = null, string? reference = null) =>
        (await Get<RegisterUse>().Run(actor ?? Lead, new NewUse(FaceSearch((await ASystem(actor: actor)).Version, actor), reference), Because())).ShouldBeDone();

    public async Task Assess(UseId use, AssessmentResult result = AssessmentResult.Acceptable) =>
        (await Get<RecordAssessment>().Run(Lead, use, new AssessmentFacts("Necessity test", new DateOnly(2026, 3, 12), "Lindis Arvane", result), Because())).ShouldBeDone();

    public async Task<Prepared> Prepare(UseId use, DateTimeOffset? until = null, DateTimeOffset? from = null, Actor? by = null, params Condition[] conditions) =>
        (await Get<PrepareAuthorisation>().Run(by ?? Lead, use, new Preparation(conditions, from, until ?? Clock.GetUtcNow().AddMonths(10)), Because())).ShouldBeDone();

    public async Task<AuthorisationId> Authorise(UseId use, DateTimeOffset? until = null)
    {
        var prepared = await Prepare(use, until);
        return (await Get<AuthoriseUse>().Run(Roe, use, prepared.Id, prepared.ContentHash, Because())).ShouldBeDone();
    }

    public async Task<UseRegistered> AnAuthorisedUse()
    {
        var use = await AUse();
        await Assess(use.Id);
        await Authorise(use.Id);
        return use;
    }

    public async Task<UseRegistered> ARunningUse()
    {
        var use = await AnAuthorisedUse();
        (await Get<BeginUse>().Run(Lead, use.Id, Because())).ShouldBeDone();
        return use;
    }

    public Use Row(UseId id, AgencyId? agency = null)
    {
        using var db = Get<Reads>().Open(agency ?? Agency);
        return db.Set<Use>().Single(use => use.Id == id);
    }

    public LiveUse Live(UseId id) => Get<LiveUses>().Find(Agency, id).ShouldNotBeNull();

    public IReadOnlyList<string> WhyNot(UseId id) =>
        [.. UseRules.MayRun(Live(id), "face-search-lead", Clock.GetUtcNow()).Select(refusal => refusal.Code.Code["registry.".Length..])];

    /// <summary>The kinds of act about the use, in the order in which they were written.</summary>
    public IReadOnlyList<string> Acts(UseId id)
    {
        using var db = Get<Reads>().Open(Agency);
        return [.. db.Set<JournalRow>().Where(row => row.Subject == id.Value).OrderBy(row => row.Id).Select(row => row.Kind).AsEnumerable().Select(kind => kind["registry.".Length..])];
    }

    public JsonElement LastAct(UseId id)
    {
        using var db = Get<Reads>().Open(Agency);
        var row = db.Set<JournalRow>().Where(row => row.Subject == id.Value).OrderByDescending(row => row.Id).First();
        using var read = Get<Reads>().Rent();
        return Get<JournalBook>().Open(read, Agency, row.Id)!.Act;
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}

public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Pass(TimeSpan time) => _now += time;
}

internal static class Outcomes
{
    public static T ShouldBeDone<T>(this Outcome<T> outcome)
    {
        outcome.Refusals.Select(refusal => $"{refusal.Code.Code}@{refusal.Place}").ShouldBeEmpty();
        return outcome.Value!;
    }

    public static string[] Why<T>(this Outcome<T> outcome) =>
        [.. outcome.Refusals.Select(refusal => refusal.Code.Code[(refusal.Code.Code.IndexOf('.', StringComparison.Ordinal) + 1)..] + (refusal.Place is null ? "" : "@" + refusal.Place))];
}
