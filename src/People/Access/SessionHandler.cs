using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Probity.Acts;
using Probity.Desk.Layout;
using Probity.People.Agencies;
using Probity.People.Sessions;

namespace Probity.People.Access;

/// <summary>
/// Who is at the browser. Rights come from the account as it is now, not from when it signed in: a role that was taken is gone with the next request.
/// </summary>
public sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder,
    SignedIn sessions, Accounts.Accounts accounts, AgencyBook agencies, CurrentSession current, Viewer viewer, FrameAccessor frame)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "session";

    private static readonly Task<AuthenticateResult> Nobody = Task.FromResult(AuthenticateResult.NoResult());

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var session = sessions.Find(SessionCookie.Read(Request));
        var account = session is null ? null : accounts.Find(session.Agency, session.Account);
        if (session is null || account is not { Active: true })
        {
            if (agencies.Only is { } only) frame.Frame = Frame(only);
            return Nobody;
        }
        current.Any = session;
        var agency = agencies.Find(session.Agency)!;
        frame.Frame = Frame(agency);
        if (session.Stage != Stage.Full) return Nobody;
        viewer.Is(session.Actor, account.Rights);
        frame.Frame = Frame(agency) with
        {
            PersonName = account.Called,
            Unit = account.UnitName,
            Rights = account.Rights,
            AccountPath = PeoplePages.Me,
            SignOutPath = PeoplePages.SignOut,
        };
        var principal = RightClaims.Principal(SchemeName, account.Id.Value, account.Rights);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName)));
    }

    /// <summary>A page sends the person to the step that is missing and keeps where they wanted to go; whoever is no browser gets 401.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api") || !HttpMethods.IsGet(Request.Method) || !Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            Response.StatusCode = 401;
            return Task.CompletedTask;
        }
        Response.Redirect(current.Any?.Stage switch
        {
            Stage.SecondFactor => PeoplePages.SecondStep,
            Stage.SetUp => PeoplePages.SetUp,
            _ => PeoplePages.SignInFor(Request.PathBase + Request.Path + Request.QueryString),
        });
        return Task.CompletedTask;
    }

    private static PageFrame Frame(AgencyCard agency) => new() { AgencyName = agency.Name, IsSample = agency.Sample, IsSandbox = agency.Sandbox };
}
