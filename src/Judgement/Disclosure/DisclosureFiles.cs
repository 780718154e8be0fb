using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Disclosure;

/// <summary>The pack as a file beside its page.</summary>
public static class DisclosureFiles
{
    public static IEndpointRouteBuilder MapDisclosureFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/decisions/{id:guid}/disclosure/{number:int}.json", File).Needs(Right.OwnDesk).ExcludeFromDescription();
        return routes;
    }

    private static IResult File(Guid id, int number, HttpContext http, Viewer viewer, Gate gate, DisclosureReading reading, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (gate.Load(session, viewer.Required.Agency, new DecisionId(id)) is not { } file || !DisclosureReading.MayGive(viewer, file.Decision)
            || reading.Pack(session, file.Decision, number) is not { } bytes) return say.ToResult([ActsRefusals.Unknown]);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(bytes, "application/json", Name(file.Decision, number));
    }

    internal static string Name(Decision decision, int number) => FormattableString.Invariant($"disclosure-{decision.Id}-{number}.json");
}
