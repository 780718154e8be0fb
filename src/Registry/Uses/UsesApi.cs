using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Lists;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses.List;

namespace Probity.Registry.Uses;

/// <summary>A use as connected systems read it.</summary>
/// <param name="MayRun">Whether it may weigh on a decision of at least one of its kinds now; the gate asks again at each decision.</param>
public sealed record UseView(
    UseId Id, string Reference, string Name, string? NameFr, Standing Standing, DateTimeOffset StateSince, RiskClass Class, PurposeCategory? Category,
    string Purpose, string NotAllowed, IReadOnlyList<string> DecisionKinds, string Affected, string LegalBasis, bool Prohibited, string Errors,
    string System, string Vendor, string Version, DateTimeOffset? AuthorisedFrom, DateTimeOffset? AuthorisedUntil, DateTimeOffset? FoundDueAt, bool MayRun);

/// <param name="Total">How many there are in all, not only on this page.</param>
/// <param name="Next">Give it as <c>after</c> to read on; absent on the last page.</param>
public sealed record UsesView(long Total, string? Next, IReadOnlyList<UseView> Uses);

public static class UsesApi
{
    public static IEndpointRouteBuilder MapUsesApi(this IEndpointRouteBuilder routes)
    {
        var uses = routes.MapGroup("/api/v1/uses").WithTags("Register").Needs(Right.SeeRegister);
        uses.MapGet("", Page).WithSummary("The register of uses, a page at a time: q, state, class, purpose, unit, owner, ends, sort, size, after.").Produces<UsesView>();
        uses.MapGet("/{reference}", One).WithSummary("One use by its reference.").Produces<UseView>().ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static Ok<UsesView> Page(HttpContext context, UseList list, Viewer viewer, TimeProvider clock)
    {
        var (agency, now) = (viewer.Required.Agency, clock.GetUtcNow());
        var page = list.Page(agency, ListQuery.Of(context.Request.Query, UseList.Definition), now);
        return TypedResults.Ok(new UsesView(page.Total.Number, page.Next?.ToString(), [.. page.Rows.Select(row => View(row, now))]));
    }

    private static IResult One(string reference, UseList list, Viewer viewer, RefusalPresentation refusals, TimeProvider clock)
    {
        var (agency, now) = (viewer.Required.Agency, clock.GetUtcNow());
        return list.Find(agency, reference) is { } row ? TypedResults.Ok(View(row, now)) : refusals.ToResult([ActsRefusals.Unknown]);
    }

    private static UseView View(UseRow row, DateTimeOffset now) => new(
        row.Id, row.Reference, row.Name, row.NameFr, row.StandingAt(now), row.StateSince, row.Class, row.Category, row.Purpose, row.NotAllowed, row.DecisionKinds,
        row.Affected, row.LegalBasis, row.Prohibited, row.Errors, row.SystemName, row.Vendor, row.VersionLabel, row.AuthorisedFrom, row.AuthorisedUntil, row.FoundDueAt,
        row.State == UseState.InOperation && row.DecisionKinds.Count > 0 && UseRules.Holds(row.AuthorisedFrom, row.AuthorisedUntil, now));
}
