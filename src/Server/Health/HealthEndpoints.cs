using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Probity.Desk.Doors;
using Probity.Server.Limits;

namespace Probity.Server.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", Live).Public("Supervisors ask whether the process answers; one word is said.").WithMetadata(new Uncounted()).ExcludeFromDescription();
        routes.MapGet("/ready", Ready).Public("Load balancers ask whether requests can be served; one word for each part is said, and nothing of any content.").WithMetadata(new Uncounted()).ExcludeFromDescription();
    }

    private static JsonHttpResult<Dictionary<string, string>> Live() => TypedResults.Json(new Dictionary<string, string> { ["status"] = "alive" });

    private static async Task<JsonHttpResult<Dictionary<string, string>>> Ready(Readiness readiness)
    {
        var parts = await readiness.Look();
        var good = parts.All(part => part.Word == HealthRules.Good);
        var said = new Dictionary<string, string> { ["status"] = good ? "ready" : "not-ready" };
        foreach (var (name, word) in parts) said.Add(name, word);
        return TypedResults.Json(said, (JsonSerializerOptions?)null, "application/json", good ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
