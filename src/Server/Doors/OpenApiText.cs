using Microsoft.AspNetCore.OpenApi;

namespace Probity.Server.Doors;

/// <summary>The description of the interface: only what integrators may rely on, that is /api and the public reading of the ledger.</summary>
internal static class OpenApiText
{
    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath is { } path && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("ledger/", StringComparison.Ordinal));
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Probity";
            document.Info.Version = "v1";
            document.Info.Description = "The decision gate, the register and the evidence ledger. The interface only grows: what is described here stays. Refusals are problem documents (RFC 9457) with a stable code. See docs/integrate.md.";
            // Where it runs is the reader's business; the document is the same on every machine.
            document.Servers = [];
            return Task.CompletedTask;
        });
    }
}
