using Microsoft.AspNetCore.Http.HttpResults;
using Probity.Acts.Storage;
using Probity.Desk.Doors;

namespace Probity.Server.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", Live).Public("Supervisors ask whether the process answers; nothing else is said.").ExcludeFromDescription();
        routes.MapGet("/ready", Ready).Public("Load balancers ask whether requests can be served; nothing else is said.").ExcludeFromDescription();
    }

    private static ContentHttpResult Live() => TypedResults.Text("live\n");

    /// <summary>Ready means that the database can be read; that it is migrated was made sure before the server listened.</summary>
    private static Results<ContentHttpResult, StatusCodeHttpResult> Ready(Reads reads)
    {
        try
        {
            using var session = reads.Rent();
            session.Number(Schema);
            return TypedResults.Text("ready\n");
        }
        catch (Exception)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Names no agency because it reads no row of one.</summary>
    private static readonly Statement Schema = new("SELECT count(*) FROM migration");
}
