using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Probity.Acts;

namespace Probity.People.Clients;

/// <summary><c>Authorization: Bearer pk_…</c> of a connected system (RFC 6750 2.1).</summary>
public sealed class ClientHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, ClientBook clients, Viewer viewer)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "client";
    internal const string Bearer = "Bearer ";

    private static readonly Task<AuthenticateResult> Nobody = Task.FromResult(AuthenticateResult.NoResult());
    private static readonly Task<AuthenticateResult> Wrong = Task.FromResult(AuthenticateResult.Fail("The key is not known."));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header is not [{ } value] || !value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return Nobody;
        if (clients.Find(value.AsSpan(Bearer.Length)) is not { } client) return Wrong;
        viewer.Is(client.Actor, client.Scopes);
        return Task.FromResult(client.Result);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = 401;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"probity\"";
        return Task.CompletedTask;
    }
}
