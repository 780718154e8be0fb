using Microsoft.AspNetCore.Http;
using Probity.Desk.Doors;
using Probity.People.Access;
using Probity.People.Sessions;

namespace Probity.People.SignIn;

/// <summary>
/// After the right: what says <see cref="NeedsFreshAttribute"/> asks a person whose last proof is older than <see cref="SessionRules.FreshFor"/> for another one. A form goes to the question with
/// all that was typed (307 keeps method and body, RFC 9110 15.4.8) and from there back the same way, so nothing is lost and no script is needed. Connected systems have keys and no sessions.
/// </summary>
public sealed class Freshness(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentSession current, SignedIn sessions, RefusalPresentation presentation)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsFreshAttribute>() is not { } needs || current.At(Stage.Full) is not { } session || sessions.IsFresh(session)) return next(context);
        var (request, response) = (context.Request, context.Response);
        var looks = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (looks && !needs.Before) return next(context);
        if (request.Path.StartsWithSegments("/api")) return presentation.ToResult([PeopleRefusals.ConfirmFirst]).ExecuteAsync(context);
        var again = !looks && !needs.Before;
        response.StatusCode = again ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status302Found;
        response.Headers.Location = PeoplePages.ConfirmFor(request.PathBase + request.Path + (looks || again ? request.QueryString : default));
        return Task.CompletedTask;
    }
}
