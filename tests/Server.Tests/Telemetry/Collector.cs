using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Probity.Server.Tests.Telemetry;

/// <summary>As much of an OTLP collector as is needed to read what arrives (opentelemetry-proto 1.x over HTTP).</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<(string Path, string? Header, byte[] Body)> Taken { get; } = new();

    /// <summary>What is answered; a test may let it fail or wait.</summary>
    public Func<Task<int>> Answer { get; set; } = () => Task.FromResult(200);

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector.Taken.Enqueue((context.Request.Path, context.Request.Headers["x-key"], body.ToArray()));
            context.Response.StatusCode = await collector.Answer();
        });
        await collector._app.StartAsync();
        collector.Address = new Uri(collector._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public sealed record Point(string Measure, IReadOnlyDictionary<string, string> Tags, bool HasExemplars);

    public sealed record Span(string Name, string TraceState, IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Point> Points =>
        from taken in Taken where taken.Path == "/v1/metrics"
        from resource in Parts(taken.Body, 1)
        from scope in Parts(resource, 2)
        from measure in Parts(scope, 2)
        from data in Parts(measure, 5).Select(data => (data, Tags: 7, Exemplars: 5)).Concat(Parts(measure, 7).Select(data => (data, Tags: 7, Exemplars: 5))).Concat(Parts(measure, 9).Select(data => (data, Tags: 9, Exemplars: 8)))
        from point in Parts(data.data, 1)
        select new Point(Text(Parts(measure, 1).First()), Tags(point, data.Tags), Parts(point, data.Exemplars).Any());

    public IEnumerable<Span> Spans =>
        from taken in Taken where taken.Path == "/v1/traces"
        from resource in Parts(taken.Body, 1)
        from scope in Parts(resource, 2)
        from span in Parts(scope, 2)
        select new Span(Text(Parts(span, 5).First()), Text(Parts(span, 3).FirstOrDefault([])), Tags(span, 9));

    public IEnumerable<KeyValuePair<string, string>> Resource => Taken.SelectMany(taken => Parts(taken.Body, 1)).SelectMany(resource => Parts(resource, 1)).SelectMany(resource => Tags(resource, 1));

    private static Dictionary<string, string> Tags(byte[] owner, int field) =>
        Parts(owner, field).ToDictionary(pair => Text(Parts(pair, 1).First()), pair => Parts(pair, 2).SelectMany(value => Fields(value)).Select(value => value.Bytes is { } bytes ? Text(bytes) : value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault(""));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static IEnumerable<byte[]> Parts(byte[] message, int field) => Fields(message).Where(part => part.Field == field && part.Bytes is not null).Select(part => part.Bytes!);

    /// <summary>The fields of a protobuf message: numbers, and what has a length.</summary>
    private static List<(int Field, ulong Number, byte[]? Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, ulong, byte[]?)>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0: fields.Add((field, Varint(message, ref at), null)); break;
                case 1: fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(at)), null)); at += 8; break;
                case 2: var length = (int)Varint(message, ref at); fields.Add((field, 0, message[at..(at + length)])); at += length; break;
                case 5: fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(at)), null)); at += 4; break;
                default: throw new InvalidDataException("This is not protobuf.");
            }
        }
        return fields;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        for (var (value, shift) = (0UL, 0); ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
