using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Probity.Tests;

namespace Probity.Server.Tests.Gate;

/// <summary>Whatever a connected system sends, the gate answers with a decision or with reasons: never with a fault, and never with half a decision.</summary>
public sealed class DamagedRequestsTests(GateServer server) : IClassFixture<GateServer>
{
    private static readonly byte[][] Pieces =
    [
        "null"u8.ToArray(), "\""u8.ToArray(), "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "-1"u8.ToArray(), "1e999"u8.ToArray(), "99999999999999999999"u8.ToArray(), "{}"u8.ToArray(), "[]"u8.ToArray(), "[null]"u8.ToArray(), ","u8.ToArray(), "}"u8.ToArray(),
        ",\"officer\":null"u8.ToArray(), ",\"use\":\"x\""u8.ToArray(), "\"z\":1,"u8.ToArray(), "true"u8.ToArray(), "9999-12-31T23:59:59Z"u8.ToArray(), "0001-01-01T00:00:00+14:00"u8.ToArray(), [0], [0xFF, 0xFE], Encoding.ASCII.GetBytes(new string('[', 200)),
        Encoding.ASCII.GetBytes(new string('x', 70_000)), "\u202e"u8.ToArray(), "'; DROP TABLE judgement_decision; --"u8.ToArray(), "<script>"u8.ToArray(),
    ];

    [Fact]
    public async Task A_damaged_opening_is_a_decision_or_a_refusal_that_says_where()
    {
        var whole = JsonSerializer.SerializeToUtf8Bytes(GateServer.Opening(server.World, "PV-2026-70001", server.World.Officer));
        await Feed(whole, "/api/v1/decisions", 11);
    }

    [Theory, InlineData("view"), InlineData("judgement"), InlineData("second")]
    public async Task A_damaged_step_is_recorded_or_refused(string step)
    {
        var id = await server.Opened(GateServer.Opening(server.World, "PV-2026-70002", server.World.Officer));
        using var officer = await server.SignedIn(server.World.Officer);
        object body = step switch { "view" => GateServer.View(), "judgement" => GateServer.Judgement("lead", 1), _ => new { view = GateServer.View() } };
        await Feed(JsonSerializer.SerializeToUtf8Bytes(body), $"/api/v1/decisions/{id}/{step}", 12, officer);
    }

    private async Task Feed(byte[] whole, string path, int seed, HttpClient? person = null)
    {
        using var caseSystem = server.CaseSystem();
        var client = person ?? caseSystem;
        var random = new Random(seed);
        for (var round = Damage.Rounds(250); round > 0; round--)
        {
            var damaged = Damage.To(whole, random, Pieces);
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(damaged) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Idempotency-Key", $"damaged-{seed}-{round}");
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var sent = Convert.ToBase64String(damaged.AsSpan(0, Math.Min(damaged.Length, 4000)));
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{text}\n{sent}");
            if (answer.IsSuccessStatusCode) continue;
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", $"{text}\n{sent}");
            if (answer.StatusCode is HttpStatusCode.TooManyRequests) Assert.Fail("The limit of requests was reached; nothing is tested any more.");
            JsonDocument.Parse(text).RootElement.GetProperty("errors").GetArrayLength().ShouldBeGreaterThan(0, sent);
        }
    }
}
