using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.People;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;
using Probity.Training.Courses;

namespace Probity.Training.Tests;

/// <summary>A real data directory with one agency in UTC+1, a trainer and an officer; gone when disposed.</summary>
public sealed class Installation : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("probity-training-").FullName;
    private readonly ServiceProvider _services;

    public Installation()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddActs(DataFolder.Open(_path), "ledger.test.example/1");
        services.AddPeople(new PeopleOptions { PasswordRounds = 1_000 });
        services.AddTraining();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        (Agency, Administrator, Leader) = MakeAgency("port-verrin");
        Trainer = Person("davit.orsel", Role.Trainer);
        Officer = Person("ilva.maren", Role.Officer);
    }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 20, 0, TimeSpan.Zero));
    public AgencyId Agency { get; }
    public Actor Administrator { get; }
    public Actor Leader { get; }
    public Actor Trainer { get; }
    public Actor Officer { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public (AgencyId Agency, Actor Administrator, Actor Leader) MakeAgency(string code)
    {
        var made = Get<FirstStart>().MakeAgency(new NewAgency("Port Verrin Police Service", code, ["en", "fr"],
            new NewAccount("pavlo.renn", "Pavlo Renn", "", null, ["en"]), new NewAccount("nadim.roe", "Nadim Roe", "Deputy Chief", null, ["en", "fr"])) { TimeZone = "Africa/Lagos" }).Result.Value!;
        return (made.Id, Actor.Person(made.Id, made.Administrator), Actor.Person(made.Id, made.Leader!.Value));
    }

    public Actor Person(string login, params Role[] roles)
    {
        var id = Get<CreateAccount>().Run(Administrator, new NewAccount(login, login, "", null, ["en"]) { Roles = roles }).Result.Value;
        using (var db = Get<Reads>().Open(Agency))
            foreach (var proposal in db.Set<RoleProposal>().Where(row => row.State == ProposalState.Waiting).ToList()) Get<DecideProposal>().Confirm(Leader, proposal.Id, null).Result.Done.ShouldBeTrue();
        return Actor.Person(Agency, id);
    }

    public CourseId Course(string code = "FS", Subject? covers = null, int months = 12) =>
        Get<MakeCourse>().Run(Trainer, new NewCourse(code, "Face search, version 4.2", "Recherche faciale, version 4.2", covers, months)).Result.Value;

    public IReadOnlyList<string> ActsAbout(Guid subject)
    {
        using var db = Get<Reads>().Open(Agency);
        return [.. db.Set<JournalRow>().Where(row => row.Subject == subject).OrderBy(row => row.Id).Select(row => row.Kind)];
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}

/// <summary>Time stands still until a test moves it.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
