using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Probity.Acts;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Receipts;

/// <summary>The files beside the receipt page: the receipt itself, its QR code, and the trust file anyone needs to verify it.</summary>
public static class ReceiptFiles
{
    public static IEndpointRouteBuilder MapReceiptFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/decisions/{id:guid}/receipt.json", File).Needs(Right.OwnDesk).ExcludeFromDescription();
        routes.MapGet("/decisions/{id:guid}/receipt.svg", Picture).Needs(Right.OwnDesk).ExcludeFromDescription();
        routes.MapGet(JudgementPages.Policy, Policy).Public("Whoever holds a receipt verifies it with this file, without an account.").ExcludeFromDescription();
        return routes;
    }

    /// <summary>People with a seat read the receipt of their own decision; others by their right.</summary>
    internal static bool MayRead(Viewer viewer, Decision decision) =>
        DecisionReading.MaySee(viewer, decision)
        && (viewer.May(Right.UseReceipt) || viewer.May(Right.SeeDecisions)
            || viewer.Actor?.Account is { } person && (decision.Officer == person || decision.Second == person || decision.Third == person));

    private static IResult File(Guid id, HttpContext http, Viewer viewer, Gate gate, ReceiptReading receipts, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (Find(id, session, viewer, gate) is not { } file) return say.ToResult([ActsRefusals.Unknown]);
        var receipt = receipts.Build(session, file);
        if (!receipt.Done) return say.ToResult(receipt.Refusals);
        http.Response.Headers.CacheControl = "no-store";
        if (receipt.Value.File is { } bytes) return TypedResults.Bytes(bytes, "application/json", $"receipt-{file.Decision.Id}.json");
        http.Response.Headers.RetryAfter = "1";
        return TypedResults.Accepted((string?)null);
    }

    private static IResult Picture(Guid id, HttpContext http, Viewer viewer, Gate gate, LogKey log, RefusalPresentation say)
    {
        using var session = gate.Rent();
        if (Find(id, session, viewer, gate) is not { } file) return say.ToResult([ActsRefusals.Unknown]);
        if (ReceiptIdentity.Of(log, file) is not { } identity) return say.ToResult([JudgementRefusals.NoReceiptYet.At(null, ("state", file.Decision.State))]);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(QrSvg.Of(identity.ToString()), "image/svg+xml", Encoding.UTF8);
    }

    private static IResult Policy(ReceiptReading receipts) => TypedResults.Bytes(Encoding.UTF8.GetBytes(receipts.Policy), "text/plain; charset=utf-8", "probity-policy.txt");

    private static DecisionFile? Find(Guid id, ReadSession session, Viewer viewer, Gate gate) =>
        gate.Load(session, viewer.Required.Agency, new DecisionId(id)) is { } file && MayRead(viewer, file.Decision) ? file : null;
}
