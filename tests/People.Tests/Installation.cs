using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OtpNet;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.People.Tests;

/// <summary>A real data directory with one agency that has an administrator and a leader; gone when disposed.</summary>
public sealed class Installation : IDisposable
{
    public static readonly Origin Somewhere = new("192.0.2.0/24", "Firefox, Linux", new byte[32]);

    private readonly string _path = Directory.CreateTempSubdirectory("probity-people-").FullName;
    private readonly ServiceProvider _services;

    public Installation(bool sample = false)
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(Clock);
        services.AddActs(DataFolder.Open(_path), "ledger.test.example/1");
        services.AddPeople(new PeopleOptions { PasswordRounds = 1_000, SignInBurst = 1_000 });
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var made = MakeAgency("port-verrin", sample);
        Agency = made.Id;
        Administrator = Actor.Person(Agency, made.Administrator);
        Leader = Actor.Person(Agency, made.Leader!.Value);
    }

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 20, 0, TimeSpan.Zero));
    public AgencyId Agency { get; }
    public Actor Administrator { get; }
    public Actor Leader { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public MadeAgency MakeAgency(string code, bool sample = false) => Get<FirstStart>().MakeAgency(new NewAgency("Port Verrin Police Service", code, ["en", "fr"],
        new NewAccount("pavlo.renn", "Pavlo Renn", "", null, ["en"]), new NewAccount("nadim.roe", "Nadim Roe", "Deputy Chief", null, ["en", "fr"])) { Sample = sample }).Result.Value!;

    public AccountCard Card(AccountId id) => Get<Probity.People.Accounts.Accounts>().Find(Agency, id)!;

    /// <summary>A person who holds the roles, proposed by the administrator and confirmed by the leader where that is needed.</summary>
    public async Task<AccountId> Person(string login, params Role[] roles)
    {
        var id = (await Get<CreateAccount>().Run(Administrator, new NewAccount(login, login.Replace('.', ' '), "", null, ["en"]) { Roles = roles })).Value;
        foreach (var proposal in Waiting()) (await Get<DecideProposal>().Confirm(Leader, proposal.Id, null)).Done.ShouldBeTrue();
        return id;
    }

    public List<RoleProposal> Waiting()
    {
        using var db = Get<Reads>().Open(Agency);
        return [.. db.Set<RoleProposal>().Where(row => row.State == ProposalState.Waiting).OrderBy(row => row.Id)];
    }

    public List<Acts.Duties.Duty> OpenDuties(AccountId holder)
    {
        using var db = Get<Reads>().Open(Agency);
        return [.. db.Set<Acts.Duties.Duty>().Where(row => row.Holder == holder && row.DoneAt == null)];
    }

    /// <summary>The acts about a subject, in the order they were written.</summary>
    public IReadOnlyList<string> ActsAbout(Guid subject)
    {
        using var db = Get<Reads>().Open(Agency);
        return [.. db.Set<JournalRow>().Where(row => row.Subject == subject).OrderBy(row => row.Id).Select(row => row.Kind)];
    }

    /// <summary>A person who has set everything up: password "a long enough secret", an authenticator with the returned secret.</summary>
    public async Task<(LiveSession Session, byte[] Secret)> SetUp(AccountId id)
    {
        var link = (await Get<SignInLinks>().Make(Administrator, id)).Value!;
        var half = Session((await Get<Probity.People.SignIn.SignIn>().ByLink(link.Token, Somewhere)).Value!);
        (await Get<Passwords>().Set(half, null, "a long enough secret")).Done.ShouldBeTrue();
        (await Get<SecondFactors>().BeginAuthenticator(half)).Done.ShouldBeTrue();
        var secret = Get<SecondFactors>().SecretToShow(half)!;
        (await Get<SecondFactors>().Confirm(half, FactorKind.Authenticator, CodeOf(secret))).Done.ShouldBeTrue();
        return (Session((await Get<Probity.People.SignIn.SignIn>().FinishSetUp(half, Somewhere)).Value!), secret);
    }

    public string CodeOf(byte[] secret) => new Totp(secret).ComputeTotp(Clock.GetUtcNow().UtcDateTime);

    public LiveSession Session(Ticket ticket) => Get<SignedIn>().Find(ticket.Cookie).ShouldNotBeNull();

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}

public static class Said
{
    public static IEnumerable<string> Codes<T>(this Outcome<T> outcome) => outcome.Refusals.Select(refusal => refusal.Code.Code);
}
