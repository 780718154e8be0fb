using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Telemetry;
using Probity.Desk.Doors;

namespace Probity.People.Clients;

/// <summary>Holds each connected system to its rate, so that one that runs wild does not starve the others.</summary>
public sealed class ClientLimits(RequestDelegate next, ClientBook clients)
{
    public Task InvokeAsync(HttpContext context, Viewer viewer)
    {
        if (viewer.Actor is not { Kind: ActorKind.Client } client || clients.Admit(client)) return next(context);
        context.Response.Headers.RetryAfter = "1";
        var refusal = PeopleRefusals.TooOften.With(("seconds", 1));
        Measures.Refused(refusal.Code);
        return context.RequestServices.GetRequiredService<RefusalPresentation>().ToResult([refusal]).ExecuteAsync(context);
    }
}
