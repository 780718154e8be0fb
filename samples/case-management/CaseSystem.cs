using System.Text.Json;
using System.Text.Json.Serialization;
using Probity.Client;

namespace Probity.CaseManagement;

/// <param name="Server">Where Probity is.</param>
/// <param name="Key">This system's key there.</param>
/// <param name="TrustFile">Whose signatures count, taken over a second channel.</param>
/// <param name="Use">The reference of the authorised use.</param>
/// <param name="Data">The SQLite file of this system.</param>
/// <param name="Port">On this machine; 0 takes a free one.</param>
/// <param name="WebhookSecret">With it the system hears at /told what changed; without it, it asks.</param>
public sealed record CaseSettings(Uri Server, string Key, string TrustFile, string Use, string Data, int Port, string? WebhookSecret = null);

/// <summary>The case system of a fictional agency. It asks for face-search leads and sends enquiries, and the latter only on a receipt.</summary>
public static class CaseSystem
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static WebApplication Build(CaseSettings settings, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new CaseBook(settings.Data, clock));
        // Whoever presses a button is waiting: two attempts, then say that the gate is not there.
        builder.Services.AddSingleton(_ => new GateClient(settings.Server, settings.Key, new Patience { Attempts = 2 }));
        builder.Services.AddSingleton(services => new Enquiries(services.GetRequiredService<CaseBook>(), services.GetRequiredService<GateClient>(), Trust.Load(settings.TrustFile), clock));
        var app = builder.Build();
        app.Use((http, next) => FromElsewhere(http.Request) ? Task.FromResult(http.Response.StatusCode = 403) : next(http));
        app.MapGet("/", (HttpRequest http, CaseBook book) => Pages.List(Words.Of(http), book.All()));
        app.MapGet("/style.css", () => Results.Text(Pages.Style, "text/css"));
        app.MapGet("/cases/{number}", async (string number, HttpRequest http, CaseBook book, GateClient gate) => await Case(Words.Of(http), book, gate, number, []));
        app.MapPost("/cases/{number}/lead", (string number, HttpRequest http, CaseBook book, GateClient gate) => Ask(Words.Of(http), settings, book, gate, number));
        app.MapPost("/cases/{number}/receipt", (string number, HttpRequest http, CaseBook book, GateClient gate) => Receipt(http, book, gate, number));
        app.MapPost("/cases/{number}/enquiries", async (string number, HttpRequest http, CaseBook book, GateClient gate, Enquiries enquiries) =>
        {
            var words = Words.Of(http);
            var refused = book.Find(number) is { } file ? await enquiries.Send(file, words, http.HttpContext.RequestAborted) : [];
            return await Case(words, book, gate, number, refused, refused.Count > 0 ? 409 : 200);
        });
        if (settings.WebhookSecret is { } secret) app.MapPost("/told", (HttpRequest http, CaseBook book, GateClient gate) => Told(http, secret, book, gate, clock));
        return app;
    }

    /// <summary>
    /// Probity says that something changed. The message is only the occasion: what counts is asked of the gate. It is remembered once it was dealt with, so that whoever dies in between hears it again.
    /// </summary>
    private static async Task<IResult> Told(HttpRequest http, string secret, CaseBook book, GateClient gate, TimeProvider clock)
    {
        using var bytes = new MemoryStream();
        await http.Body.CopyToAsync(bytes);
        // <told>
        var told = Webhooks.Verify(secret, name => http.Headers[name], bytes.ToArray(), clock.GetUtcNow());
        if (told.Event is not { } what) return Results.BadRequest(told.Fault.ToString());
        if (book.WasTold(what.Id)) return Results.NoContent();
        // </told>
        if (what is { Type: "probity.decision.changed", State: "released", Decision: { } decision } && book.Of(decision) is { Lead: { } lead } file)
        {
            try
            {
                // It stands under a signed state within about a second; whoever tells us waits ten for an answer.
                using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
                var receipt = await gate.WaitForReceipt(decision, soon.Token);
                if (receipt.Done) book.Keep(file.Number, lead with { Receipt = receipt.Value.Bytes.ToArray() });
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                // Not now: we hear it again.
                return Results.StatusCode(503);
            }
        }
        book.Told(what.Id);
        return Results.NoContent();
    }

    /// <summary>Another site's page must not press buttons here: browsers say where a form comes from.</summary>
    private static bool FromElsewhere(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != $"{request.Scheme}://{request.Host}";

    /// <summary>The page asks the gate where the decision stands; without an answer it shows what it knows.</summary>
    private static async Task<IResult> Case(Words words, CaseBook book, GateClient gate, string number, IReadOnlyList<string> refused, int status = 200)
    {
        if (book.Find(number) is not { } file) return Results.NotFound();
        string? state = null;
        try
        {
            if (file.Lead is { } lead && await gate.Read(lead.Decision) is { Done: true } read) state = read.Value.State;
        }
        catch (HttpRequestException)
        {
            state = "unknown";
        }
        return Pages.Case(words, file, state, refused, status);
    }

    private static async Task<IResult> Ask(Words words, CaseSettings settings, CaseBook book, GateClient gate, string number)
    {
        if (book.Find(number) is not { } file) return Results.NotFound();
        if (file.Lead is not null) return Results.Redirect($"/cases/{number}");
        await using var sample = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "lead.json"));
        var lead = (await JsonSerializer.DeserializeAsync<FaceSearchLead>(sample, Json))! with { Use = settings.Use, Case = number, Title = file.Title, Action = Enquiries.Action, Receiver = Enquiries.Receiver };
        try
        {
            // The key names this one question: pressed twice, or sent again after a lost answer, it opens one decision.
            var opened = await gate.Open(lead, $"lead-{number}");
            if (!opened.Done) return await Case(words, book, gate, number, [.. opened.Problems.Select(words.Say)], 409);
            book.Keep(number, new Lead(opened.Value.Id, opened.Value.Link.ToString(), opened.Value.OutputHash, null));
            return Results.Redirect($"/cases/{number}");
        }
        catch (HttpRequestException)
        {
            return await Case(words, book, gate, number, [words["down"]], 409);
        }
    }

    /// <summary>Fetched from the gate, or brought as a file by somebody. Either way it proves nothing until it is verified.</summary>
    private static async Task<IResult> Receipt(HttpRequest http, CaseBook book, GateClient gate, string number)
    {
        var words = Words.Of(http);
        if (book.Find(number) is not { Lead: { } lead } file) return Results.NotFound();
        if (http.HasFormContentType && (await http.ReadFormAsync()).Files is [{ Length: > 0 and < 1_000_000 } brought])
        {
            using var bytes = new MemoryStream();
            await brought.CopyToAsync(bytes);
            book.Keep(number, lead with { Receipt = bytes.ToArray() });
            return Results.Redirect($"/cases/{number}");
        }
        try
        {
            var receipt = await gate.Receipt(lead.Decision);
            if (!receipt.Done) return await Case(words, book, gate, file.Number, [.. receipt.Problems.Select(words.Say)], 409);
            if (receipt.Value is null) return await Case(words, book, gate, file.Number, [words["soon"]], 409);
            book.Keep(number, lead with { Receipt = receipt.Value.Bytes.ToArray() });
            return Results.Redirect($"/cases/{number}");
        }
        catch (HttpRequestException)
        {
            return await Case(words, book, gate, number, [words["down"]], 409);
        }
    }
}
