namespace Probity.Server.Doors;

internal static class UnroutedRequests
{
    /// <summary>
    /// An address that does not exist is unknown to everybody, signed in or not; and the router's own answers (405, 415) are given without asking for
    /// a right, because the address behind them is public knowledge. Everything that is routed goes on to authorisation.
    /// </summary>
    public static IApplicationBuilder UseAnswersToUnroutedRequests(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case RouteEndpoint:
                return next(context);
            case { RequestDelegate: { } answer }:
                return answer(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    });
}
