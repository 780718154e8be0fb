using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Ledger.Tiles;

namespace Probity.Server.LedgerReading;

/// <summary>The log as any C2SP tlog-tiles client reads it. The signed state is public; tiles and bundles are for those who check the log.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        var ledger = routes.MapGroup("/ledger").WithTags("Ledger");
        ledger.MapGet("/checkpoint", SignedState).Public("The signed state must be comparable by everybody, or two histories could be shown to two people.")
            .WithSummary("The signed state of the ledger (C2SP tlog-checkpoint)").Produces<string>(200, "text/plain");
        ledger.MapGet("/key", Key).Public("Without the public key nobody could check the signed state.")
            .WithSummary("The verifier key of the ledger (C2SP signed-note)").Produces<string>(200, "text/plain");
        ledger.MapGet("/tile/{**rest}", Tile).Needs(Right.ReadLedger)
            .WithSummary("Tiles of hashes and bundles of entries (C2SP tlog-tiles)").Produces<byte[]>(200, "application/octet-stream");
        ledger.MapGet("/acts/{id:long}/proof", Proof).Needs(Right.SeeActs)
            .WithSummary("The proof of one act under the newest signed state (C2SP tlog-proof); 202 until it is under one").Produces<string>(200, "text/plain");
    }

    /// <summary>As it lies on disk, so that the page of a frozen ledger still shows what was signed last.</summary>
    private static Results<FileContentHttpResult, NotFound> SignedState(HttpContext context, DataFolder folder)
    {
        if (Bytes(folder, "checkpoint") is not { } note) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=2";
        return TypedResults.Bytes(note, "text/plain; charset=utf-8");
    }

    private static ContentHttpResult Key(HttpContext context, LogKey key)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(key.VerifierKey + "\n");
    }

    /// <summary>Only the one spelling of an address that exists in the format is looked for, so no path leaves the folder.</summary>
    private static Results<FileContentHttpResult, NotFound> Tile(HttpContext context, DataFolder folder, string rest)
    {
        if (!TileAddress.TryParse("tile/" + rest, out var address) || Bytes(folder, address.ToString()) is not { } bytes) return TypedResults.NotFound();
        // A tile never changes, but whoever may read it today may have lost the right tomorrow: no shared cache keeps it.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(bytes, "application/octet-stream");
    }

    private static Results<FileContentHttpResult, Accepted, NotFound> Proof(HttpContext context, long id, Viewer viewer, ActProofs proofs)
    {
        var act = new JournalId(id);
        if (!proofs.Exists(viewer.Required.Agency, act)) return TypedResults.NotFound();
        if (proofs.Of(viewer.Required.Agency, act) is { } proof)
            return TypedResults.Bytes(Encoding.UTF8.GetBytes(proof.Text), "text/plain; charset=utf-8", $"act-{proof.Index}.tlog-proof");
        context.Response.Headers.RetryAfter = "1";
        return TypedResults.Accepted((string?)null);
    }

    private static byte[]? Bytes(DataFolder folder, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder.Ledger, name));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
