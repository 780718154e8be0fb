using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Probity.Acts.Telemetry;
using Probity.Server.Configuration;

namespace Probity.Server.Telemetry;

/// <summary>
/// Measures and spans to a collector, by OTLP over HTTP, while the setting "otlp" names one. It works on threads of its own with queues that drop what does not fit: a collector
/// that is slow or gone costs this server nothing but what it would have told.
/// </summary>
internal sealed class Export(IServiceProvider services, ServerOptions options, TimeProvider clock, ILogger<Export> log) : IHostedService, IDisposable
{
    private const int EveryMs = 60_000, SpansEveryMs = 5_000, PatienceMs = 10_000, LastWordMs = 2_000, TracesPerSecond = 100;

    private CollectorLink? _link;
    private Standing? _standing;
    private MeterProvider? _measures;
    private TracerProvider? _spans;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _link = new CollectorLink(options.OtlpHeadersFile is { } file ? CollectorHeaders.Read(file) ?? [] : [], log);
        _standing = ActivatorUtilities.CreateInstance<Standing>(services);
        _measures = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddMeter([.. Exported.Measures.Keys.Select(key => key.Meter).Distinct()])
            .AddView(View)
            .SetExemplarFilter(ExemplarFilterType.AlwaysOff) // an exemplar carries the tags that the view took off
            .AddReader(new PeriodicExportingMetricReader(new OtlpMetricExporter(To("v1/metrics")), EveryMs, PatienceMs))
            .Build();
        _spans = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Resource())
            .AddSource(Measures.Name)
            .SetSampler(new ParentBasedSampler(new AtMost(TracesPerSecond, clock)))
            .AddProcessor(new OnlyListedTags())
            .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(To("v1/traces")), scheduledDelayMilliseconds: SpansEveryMs, exporterTimeoutMilliseconds: PatienceMs))
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is there now; for tests, which do not wait a minute.</summary>
    internal bool Flush() => _spans!.ForceFlush(PatienceMs) & _measures!.ForceFlush(PatienceMs);

    private static MetricStreamConfiguration View(Instrument instrument) =>
        !Exported.Measures.TryGetValue((instrument.Meter.Name, instrument.Name), out var kept) ? MetricStreamConfiguration.Drop
        : kept.Bounds is { } bounds ? new ExplicitBucketHistogramConfiguration { TagKeys = kept.Tags, Boundaries = bounds }
        : new MetricStreamConfiguration { TagKeys = kept.Tags };

    /// <summary>What this is, and a number drawn at start so that two servers are told apart. More, such as a host's name, only if the administrator wrote it into OTEL_RESOURCE_ATTRIBUTES.</summary>
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("probity", serviceVersion: typeof(Export).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0], serviceInstanceId: Instance)
        .AddEnvironmentVariableDetector();

    private static readonly string Instance = Guid.NewGuid().ToString("N");

    private OtlpExporterOptions To(string signal) => new()
    {
        Endpoint = new Uri(options.Otlp!.AbsoluteUri.TrimEnd('/') + "/" + signal),
        Protocol = OtlpExportProtocol.HttpProtobuf,
        TimeoutMilliseconds = PatienceMs,
        HttpClientFactory = () => new HttpClient(_link!, disposeHandler: false) { Timeout = TimeSpan.FromMilliseconds(PatienceMs) },
    };

    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() =>
    {
        // No longer than this for the last word: whoever stops a server waits for it.
        _spans?.Shutdown(LastWordMs);
        _measures?.Shutdown(LastWordMs);
    }, CancellationToken.None);

    public void Dispose()
    {
        _spans?.Dispose();
        _measures?.Dispose();
        _standing?.Dispose();
        _link?.Dispose();
    }
}
