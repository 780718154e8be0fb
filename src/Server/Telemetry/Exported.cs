using System.Collections.Frozen;

namespace Probity.Server.Telemetry;

/// <summary>
/// The closed list of what leaves this machine by OTLP: which measures, with which words beside them, and which words stand on a span. Whatever is not here is dropped before it is
/// sent, however it came to be measured (docs/adr/0016-telemetry.md; the table of measures is in docs/operate.md).
/// </summary>
internal static class Exported
{
    private const string Method = "http.request.method", Route = "http.route", Status = "http.response.status_code", Generation = "gc.heap.generation";

    /// <summary>By meter and instrument: the tags that are kept, and the bounds of a histogram.</summary>
    public static readonly FrozenDictionary<(string Meter, string Instrument), (string[] Tags, double[]? Bounds)> Measures = new Dictionary<(string, string), (string[], double[]?)>
    {
        [("probity", "probity.decisions")] = (["step"], null),
        [("probity", "probity.decision.until_view")] = ([], [10, 30, 60, 120, 300, 600, 1800, 3600, 14400, 86400]),
        [("probity", "probity.commit.size")] = ([], [1, 2, 4, 8, 16, 32, 64, 128, 256]),
        [("probity", "probity.commit.time")] = ([], [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]),
        [("probity", "probity.refusals")] = (["code"], null),
        [("probity", "probity.sign_ins")] = (["step", "outcome"], null),
        [("probity", "probity.writer.queue")] = ([], null),
        [("probity", "probity.ledger.unnumbered")] = ([], null),
        [("probity", "probity.ledger.signed_age")] = ([], null),
        [("probity", "probity.due.overdue")] = ([], null),
        // Routes are patterns ("/decisions/{id}"); what was asked for is not among these words. An unknown method is "_OTHER".
        [("Microsoft.AspNetCore.Hosting", "http.server.request.duration")] = ([Method, Route, Status], [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]),
        [("System.Runtime", "dotnet.process.memory.working_set")] = ([], null),
        [("System.Runtime", "dotnet.process.cpu.time")] = (["cpu.mode"], null),
        [("System.Runtime", "dotnet.gc.collections")] = ([Generation], null),
        [("System.Runtime", "dotnet.gc.pause.time")] = ([], null),
        [("System.Runtime", "dotnet.gc.heap.total_allocated")] = ([], null),
        [("System.Runtime", "dotnet.gc.last_collection.heap.size")] = ([Generation], null),
        [("System.Runtime", "dotnet.thread_pool.queue.length")] = ([], null),
    }.ToFrozenDictionary();

    public static readonly FrozenSet<string> SpanTags = new[] { Method, Route, Status }.ToFrozenSet();

    public const string MethodTag = Method, RouteTag = Route, StatusTag = Status;
}
