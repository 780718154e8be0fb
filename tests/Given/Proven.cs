using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.People.Sessions;
using Probity.People.SignIn;

namespace Probity.Given;

/// <summary>A person with a password and an authenticator, who has proved who they are, now or longer ago than counts.</summary>
public sealed class Proven
{
    private const string Password = "a long enough secret";

    private static readonly Origin Somewhere = Origin.Of(IPAddress.Loopback, "Firefox/150 Linux", new byte[32]);
    private static readonly Statement LongAgo = new("UPDATE people_account_session SET confirmed_at = @p2 WHERE agency = @p0 AND account = @p1 AND ended_at IS NULL AND stage = 'Full'");

    private readonly IServiceProvider _services;
    private readonly AgencyId _agency;
    private readonly AccountId _person;
    private byte[] _secret = [];
    private long _step = -1;

    private Proven(IServiceProvider services, AgencyId agency, AccountId person) => (_services, _agency, _person) = (services, agency, person);

    /// <summary>Of the session, for the cookie "probity".</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Each code counts once; the first is of the step before, later ones are taken early.</summary>
    public string Code() => new Totp(_secret).ComputeTotp(DateTime.UtcNow.AddSeconds(30 * _step++));

    public static async Task<Proven> Make(IServiceProvider services, AgencyId agency, AccountId person, bool stale)
    {
        var made = new Proven(services, agency, person);
        var link = World.Must(await made.Get<SignInLinks>().Make(Actor.Installation(agency), person));
        var half = made.Live(World.Must(await made.Get<SignIn>().ByLink(link.Token, Somewhere)));
        World.Must(await made.Get<Passwords>().Set(half, null, Password));
        World.Must(await made.Get<SecondFactors>().BeginAuthenticator(half));
        made._secret = made.Get<SecondFactors>().SecretToShow(half)!;
        World.Must(await made.Get<SecondFactors>().Confirm(half, FactorKind.Authenticator, made.Code()));
        await made.Holds(World.Must(await made.Get<SignIn>().FinishSetUp(half, Somewhere)), stale);
        return made;
    }

    /// <summary>Another session of the same person.</summary>
    public async Task Again(string login, bool stale)
    {
        var half = Live(World.Must(await Get<SignIn>().ByPassword(login, Password, Somewhere)));
        await Holds(World.Must(await Get<SignIn>().SecondStep(half, Code(), Somewhere)), stale);
    }

    private async Task Holds(Ticket ticket, bool stale)
    {
        // Before anybody asks for it: a session that is in use is kept in memory.
        if (stale)
            World.Must(await Get<UnitOfWork>().Commit<Done>(Actor.Installation(_agency), work =>
            {
                work.Execute(LongAgo, _agency, _person, work.Now - SessionRules.FreshFor);
                return Done.It;
            }));
        Cookie = ticket.Cookie;
    }

    private LiveSession Live(Ticket ticket) => Get<SignedIn>().Find(ticket.Cookie)!;

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();
}
