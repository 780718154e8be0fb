using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Probity.Acts.Ids;
using Probity.Given;

namespace Probity.Server.Tests.Gate;

/// <summary>A running server with an agency that may take decisions.</summary>
public class GateServer : RunningServer
{
    public World World { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        World = await World.Make(App.Services);
    }

    /// <summary>A person at a browser, signed in by a one-time link through its page.</summary>
    public async Task<HttpClient> SignedIn(AccountId person, World? world = null, string language = "en")
    {
        var browser = Browser(language);
        await SignInAt(browser, person, world);
        return browser;
    }

    /// <summary>The person signs in at a browser that may have had others before.</summary>
    public async Task SignInAt(HttpClient browser, AccountId person, World? world = null)
    {
        var path = await (world ?? World).SignInPath(person);
        var page = await browser.GetStringAsync(path);
        using var form = new FormUrlEncodedContent([new("form", Token(page))]);
        using var answer = await browser.PostAsync(path, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    public static string Token(string html) => Regex.Match(html, "name=\"form\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;

    public HttpClient CaseSystem(World? world = null) => Machine((world ?? World).ClientKey);

    public static object Opening(World world, string caseNumber, AccountId? officer = null, string action = "enquiries", string mode = "sealed", int pixels = 74, object? output = null, string? threat = null, object[]? evidence = null) => new
    {
        use = world.UseReference,
        kind = "face-search-lead",
        @case = caseNumber,
        title = "Shop robbery, Harbour Street",
        action,
        receiver = "case-system",
        officer = officer?.Value,
        mode,
        threat,
        probe = new { title = "Image from shop camera 2", takenAt = "2026-11-21T22:14:06Z", eyeDistancePixels = pixels, turnDegrees = 22, covered = "lower face", edited = false, infrared = false },
        evidence = evidence ??
        [
            new { id = "w1", kind = "statement", title = "Witness A", source = "patrol 4", at = "2026-11-21T22:40:00Z", text = "Quite tall.", pages = 3, fromAi = false, exposedToAi = false },
            new { id = "t1", kind = "record", title = "Till record", source = "shop", at = "2026-11-21T22:15:00Z", fromAi = false, exposedToAi = false },
        ],
        output = output ?? new
        {
            system = "FaceLink",
            version = "4.2",
            gallery = 212480,
            candidates = new object[]
            {
                new { person = "GALLERY-ONE", band = "C", imageDate = "2026-02-01", facts = new { heightCm = 171 } },
                new { person = "GALLERY-TWO", band = "B", imageDate = "2024-11-01" },
                new { person = "GALLERY-THREE", band = "D", imageDate = "2019-10-01" },
            },
        },
    };

    public async Task<HttpResponseMessage> Open(object body, string? key = null, World? world = null)
    {
        using var client = CaseSystem(world);
        return await Open(client, body, key);
    }

    public static async Task<HttpResponseMessage> Open(HttpClient client, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/decisions") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        return await client.SendAsync(request);
    }

    public async Task<string> Opened(object body, World? world = null)
    {
        using var answer = await Open(body, world: world);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>A decision whose officer has judged that there is no lead, and the control draw's second person too where one was drawn; its receipt is signed.</summary>
    public async Task<string> Released(string caseNumber, World? world = null, AccountId? by = null)
    {
        world ??= World;
        var id = await Opened(Opening(world, caseNumber, by ?? world.Officer), world);
        using var officer = await SignedIn(by ?? world.Officer, world);
        await Post(officer, $"/api/v1/decisions/{id}/view", View("noOneKnown"));
        var judged = await Post(officer, $"/api/v1/decisions/{id}/judgement", Judgement("noLead", changed: false));
        if (judged.GetProperty("state").GetString() == "judged")
        {
            using var read = world.Get<Acts.Storage.Reads>().Rent();
            var drawn = read.First(new Acts.Storage.Statement("SELECT second FROM judgement_decision WHERE agency = @p0 AND id = @p1"), row => row.IdOrNull<AccountId>(0), world.Agency, Guid.Parse(id));
            using var second = await SignedIn(drawn!.Value, world);
            await Post(second, $"/api/v1/decisions/{id}/second", new { view = View("noOneKnown") });
            await Post(second, $"/api/v1/decisions/{id}/second", new { judgement = Judgement("noLead", changed: false) });
        }
        await world.Get<Acts.Sequencing.Sequencer>().Settle();
        return id;
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static object View(string answer = "insufficient", string? named = null) => new
    {
        answer,
        namedPerson = named,
        reasons = "The lower face is covered and the turn hides the left ear; height against the door sign is the only firm measure.",
        against = "The person knew where the till key was.",
        sureness = "unsure",
        facts = new { heightFromCm = 183, heightToCm = 189, marks = new[] { "left hand mark" }, basis = "door sign" },
    };

    public static object Judgement(string answer, int? candidate = null, bool changed = true) => new
    {
        answer,
        candidate,
        sureness = "inBetween",
        whyChanged = changed ? "The staff list that was asked for before names this person, and it stands without the output." : null,
    };
}
