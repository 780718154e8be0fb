using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Given;
using Probity.Server;
using Probity.Server.Configuration;

namespace Probity.Benchmarks;

/// <summary>
/// Durable opened decisions a second over HTTP, 64 clients, each database flushing every commit: the gate against a bare endpoint that writes rows of the same number and size
/// through the same writer, without reading its body, without rules, without encryption. Interleaved rounds in one process, which also carries the client.
/// </summary>
public static class GateBench
{
    private const int Clients = 64, Count = 7;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task Run()
    {
        await OnSqlite();
        var folder = Directory.CreateTempSubdirectory("probity-gate-bench-").FullName;
        await On("PostgreSQL", TestDatabase.OnServer(folder), wanted: null);
        Directory.Delete(folder, recursive: true);
    }

    public static Task OnSqlite() => On("SQLite", null, wanted: 5000);

    /// <summary>Each database has a floor of its own: the same rows written by the same writer. Only SQLite has a wanted rate.</summary>
    private static async Task On(string name, string? database, double? wanted)
    {
        var folder = Directory.CreateTempSubdirectory("probity-gate-bench-").FullName;
        await using var app = ProbityServer.Build(new ServerOptions { Data = folder, Port = 0, Database = database });
        MapBare(app);
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var server = new IPEndPoint(IPAddress.Loopback, address.Port);
        var world = await World.Make(app.Services);

        // Cases and searches are numbered in the order in which they come, as in an agency and in docs/integrate.md: the bare rows come in order too.
        var last = 0;
        ReadOnlyMemory<byte> Open(int client, int n) => Numbered("/api/v1/decisions");
        ReadOnlyMemory<byte> Bare(int client, int n) => Numbered("/bare");
        ReadOnlyMemory<byte> Numbered(string path)
        {
            var number = Interlocked.Increment(ref last).ToString("D7", CultureInfo.InvariantCulture);
            return Request(path, world.ClientKey, $"search-{number}", Body(world, $"PV-2026-{number}"));
        }

        await Load.Run(server, Clients, TimeSpan.FromSeconds(3), Open);
        await Load.Run(server, Clients, TimeSpan.FromSeconds(2), Bare);
        var (gate, bare, p99) = (new List<double>(), new List<double>(), new List<double>());
        var (busy, busyBare, written, writtenBare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Count; round++)
        {
            var before = Spent();
            var opened = await Load.Run(server, Clients, Round, Open);
            Each(before, opened, busy, written);
            if (opened.Refused > 0) throw new InvalidOperationException($"{opened.Refused} openings were refused.");
            gate.Add(opened.PerSecond);
            p99.Add(opened.Percentile(0.99));
            before = Spent();
            var blank = await Load.Run(server, Clients, Round, Bare);
            Each(before, blank, busyBare, writtenBare);
            bare.Add(blank.PerSecond);
        }
        Console.WriteLine($"Gate over HTTP, {name}, 64 clients");
        if (wanted is { } least) Rounds.Against("  durable opened decisions", gate, least, "/s");
        else Rounds.Say("  durable opened decisions", gate, "/s");
        Rounds.Say("  bare endpoint, same rows", bare, "/s");
        Rounds.Ratio("  gate of bare", gate, bare, 0.60);
        Rounds.Say("  answer of an opening, 99th percentile", p99, "ms");
        Rounds.Say("  processor time of an opening, client and server", busy, "us");
        Rounds.Say("  the same of the bare endpoint", busyBare, "us");
        if (database is null)
        {
            Rounds.Say("  written to files by an opening", written, "KB");
            Rounds.Say("  the same of the bare endpoint", writtenBare, "KB");
        }
        await app.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What this process has used until now: processor time, and bytes handed to the kernel for files and sockets. Another load on the machine changes neither much.</summary>
    private static (TimeSpan Busy, long Written) Spent() => (Environment.CpuUsage.TotalTime,
        long.Parse(File.ReadLines("/proc/self/io").Single(line => line.StartsWith("wchar:", StringComparison.Ordinal))[6..], CultureInfo.InvariantCulture));

    private static void Each((TimeSpan Busy, long Written) before, Load.Result done, List<double> microseconds, List<double> kilobytes)
    {
        var (busy, written) = Spent();
        microseconds.Add((busy - before.Busy).TotalMicroseconds / done.Done);
        kilobytes.Add((written - before.Written) / 1024.0 / done.Done);
    }

    private static readonly Statement Key = new("INSERT INTO acts_data_key(agency, scope, id, wrapped, made_at) VALUES (@p0, @p1, @p2, @p3, @p4)");
    private static readonly Statement Act = new("""
        INSERT INTO acts_journal(agency, kind, at, actor_kind, actor, subject_kind, subject, data_key, content, entry) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9) RETURNING id
        """);
    private static readonly Statement Decision = new("""
        INSERT INTO judgement_decision(id, agency, use_id, use_reference, kind, mode, state, case_number, action, receiver, opened_by, opened_at, due_at, expires_at, changed_at, output_hash, version)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16)
        """);
    private static readonly Statement Output = new("INSERT INTO judgement_output(agency, decision, data_key, content) VALUES (@p0, @p1, @p2, @p3)");
    private static readonly Statement Step = new("INSERT INTO judgement_step(agency, decision, name, person, at, act, commitment) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)");
    private static readonly Statement Duty = new("INSERT INTO acts_duty(agency, id, kind, subject_kind, subject, holder, made_at, due_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)");
    private static readonly Statement Once = new("INSERT INTO acts_idempotency(agency, client, key, request, made, at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)");

    /// <summary>The same seven rows with content of the same length, made of nothing.</summary>
    private static void MapBare(WebApplication app)
    {
        var changes = app.Services.GetRequiredService<UnitOfWork>();
        var agency = Guid.CreateVersion7();
        var actor = new Acts.Actor(new Acts.Ids.AgencyId(agency), Acts.ActorKind.Client, Guid.CreateVersion7());
        var (content, entry, sealedOutput, hash32, wrapped) = (new byte[1900], new byte[150], new byte[820], new byte[32], new byte[60]);
        var (use, outputHash) = (Guid.CreateVersion7(), "sha256:" + new string('0', 64));
        app.MapPost("/bare", async () =>
        {
            // By the way of an opening: decided outside, written side by side where the database can.
            var done = await changes.Commit(actor, _ => (Outcome<Change<Done>>)new Change<Done>([], work =>
            {
                var (id, key, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), work.Now);
                var name = id.ToString("N");
                work.Execute(Key, agency, "case:" + name, key, wrapped, now);
                var act = work.Number(Act, agency, "bare.row", now, "Client", actor.Id, "decision", id, key, content, entry);
                work.Execute(Step, agency, id, "Opened", null, now, act, hash32);
                work.Execute(Decision, id, agency, use, "PV-AI-007", "face-search-lead", "Sealed", "Opened", name, "enquiries", "case-system", actor.Id, now, now, now, now, outputHash, 1L);
                work.Execute(Output, agency, id, key, sealedOutput);
                work.Execute(Duty, agency, Guid.CreateVersion7(), "bare.row", "decision", id, null, now, now);
                work.Execute(Once, agency, actor.Id, name, hash32, id, now);
                return Done.It;
            }));
            return done.Done ? Results.StatusCode(StatusCodes.Status201Created) : Results.StatusCode(StatusCodes.Status500InternalServerError);
        }).Public("A measurement, never part of the product.").DisableAntiforgery();
    }

    private static byte[] Request(string path, string key, string once, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nIdempotency-Key: {once}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static string Body(World world, string caseNumber) => $$$"""
        {"use":"{{{world.UseReference}}}","kind":"face-search-lead","case":"{{{caseNumber}}}","title":"Shop robbery, Harbour Street","action":"enquiries","receiver":"case-system","mode":"sealed",
        "probe":{"title":"Image from shop camera 2","takenAt":"2026-11-21T22:14:06Z","eyeDistancePixels":74,"turnDegrees":22,"covered":"lower face","edited":false,"infrared":false},
        "evidence":[{"id":"w1","kind":"statement","title":"Witness A, shop assistant","source":"patrol 4","at":"2026-11-21T22:40:00Z","text":"Quite tall, taller than the door sign.","pages":3,"fromAi":false,"exposedToAi":false},
        {"id":"t1","kind":"record","title":"Till record","source":"shop","at":"2026-11-21T22:15:00Z","fromAi":false,"exposedToAi":false}],
        "output":{"system":"FaceLink","version":"4.2","gallery":212480,"candidates":[{"person":"G-1","band":"C","imageDate":"2026-02-01","facts":{"heightCm":171}},{"person":"G-2","band":"B","imageDate":"2024-11-01"},{"person":"G-3","band":"C","imageDate":"2019-10-01"}]}}
        """;
}
