using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Probity.Desk.Doors;

namespace Probity.Server.Doors;

/// <summary>A refusal as the interface gives it (RFC 9457).</summary>
/// <param name="Type">urn:probity:refusal: and the code of the gravest reason.</param>
/// <param name="Errors">Every reason.</param>
/// <param name="Trace">The number under which the log has a fault of the program.</param>
public sealed record RefusalDocument(string Type, string Title, int Status, string Detail, IReadOnlyList<RefusalReason> Errors, string? Trace);

/// <summary>The description of the interface: only what integrators may rely on, that is /api and the public reading of the ledger. docs/openapi/v1.json is the approved one.</summary>
internal static class OpenApiText
{
    private const string Problem = "application/problem+json", Once = "Idempotency-Key";

    /// <summary>Bodies by the end of their address. The opening is the file that docs/integrate.md shows.</summary>
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["/receipt/use"] = """{"action":"enquiries","receiver":"case-system","case":"PV-2026-04417"}""",
        ["/outcomes"] = """{"came":"wrongStoppedBefore","knownOn":"2026-12-01","source":"Bus card record, file 7","informedOn":"2026-12-02"}""",
        ["/withdrawal"] = """{"text":"Opened by mistake"}""",
        ["/disclosure"] = """{"recipient":"Defence, I. Collen","reason":"Hearing of 14 December"}""",
        ["/judgement"] = """{"answer":"noLead","sureness":"inBetween"}""",
        ["/second"] = """{"judgement":{"answer":"noLead","sureness":"inBetween"}}""",
        ["/view"] = """{"answer":"insufficient","reasons":"The lower face is covered and the turn hides the left ear; height against the door sign is the only firm measure.","against":"The person knew where the till key was.","sureness":"unsure","facts":{"heightFromCm":183,"heightToCm":189,"marks":["left hand mark"],"basis":"door sign"}}""",
    };

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = description => description.RelativePath is { } path && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("ledger/", StringComparison.Ordinal));
        // A typed id is written as a plain one.
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(Acts.Ids.ITypedId<>))) (schema.Type, schema.Format, schema.Properties, schema.Required) = (JsonSchemaType.String, "uuid", null, null);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(async (document, context, stop) =>
        {
            document.Info.Title = "Probity";
            document.Info.Version = "v1";
            document.Info.Description = "The decision gate, the register and the evidence ledger. The interface only grows: what is described here stays. Refusals are problem documents (RFC 9457) with a stable code. See docs/integrate.md.";
            // Where it runs is the reader's business; the document is the same on every machine.
            document.Servers = [];
            document.AddComponent("RefusalDocument", await context.GetOrCreateSchemaAsync(typeof(RefusalDocument), null, stop));
            document.AddComponent<IOpenApiSecurityScheme>("key", new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The key of a connected system (pk_…). People come with their session's cookie." });
            foreach (var (path, item) in document.Paths)
                foreach (var (method, operation) in item.Operations ?? []) Describe(document, path, method, operation);
        });
    }

    private static void Describe(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "Refused, with every reason: 400 malformed, 401 no key, 403 not allowed, 404 unknown, 409 conflict, 413 too large, 422 invalid, 429 too often (Retry-After), 503 later.",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Schema = new OpenApiSchemaReference("RefusalDocument", document) } },
        });
        if (!path.StartsWith("/api/", StringComparison.Ordinal)) return;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        if (method != HttpMethod.Post) return;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Once,
            In = ParameterLocation.Header,
            Required = path == "/api/v1/decisions",
            Description = "1 to 100 visible ASCII characters of the caller's choice. Sent again with the same request it gives the first answer and does nothing; with another request it is refused.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 100 },
        });
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var body) == true) body.Example = Example(path);
    }

    private static JsonNode? Example(string path)
    {
        if (path != "/api/v1/decisions") return Examples.FirstOrDefault(example => path.EndsWith(example.Key, StringComparison.Ordinal)).Value is { } text ? JsonNode.Parse(text) : null;
        using var file = typeof(OpenApiText).Assembly.GetManifestResourceStream("Probity.Server.lead.json")!;
        return JsonNode.Parse(file);
    }
}
