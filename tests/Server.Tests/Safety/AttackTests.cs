using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.People.Roles;

namespace Probity.Server.Tests.Safety;

/// <summary>What somebody with a browser, a proxy and patience tries, at every address that the program has.</summary>
public sealed class AttackTests(TwoAgencies server) : IClassFixture<TwoAgencies>
{
    private const string Evil = "evil.example";

    /// <summary>What would end the session that asks, or shut out a person whom other tests need.</summary>
    private static bool Harmless(Door door) => door.Pattern is not ("/sign-out" or "/me") && !door.Pattern.StartsWith("/accounts/{id}/{what", StringComparison.Ordinal);

    [Fact]
    public async Task A_form_with_the_token_of_another_session_changes_nothing()
    {
        using var stranger = await server.SignedIn(server.World.OtherOfficer);
        var foreign = Gate.GateServer.Token(await stranger.GetStringAsync("/me/password"));
        var before = Acts();
        // Stopping the digest is one click from a mail program (RFC 8058): the secret in the address stands for the token.
        foreach (var (caller, door, address) in (await Forms()).Where(one => one.Door.Pattern != "/notices/stop/{token}"))
        {
            using var answer = await caller.PostAsync(address, new FormUrlEncodedContent([new("form", foreign), new("Reason", "A reason")]));
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.BadRequest, HttpStatusCode.NotFound], door.ToString());
        }
        Acts().ShouldBe(before);
    }

    [Fact]
    public async Task A_page_of_another_site_makes_a_browser_change_nothing()
    {
        using var officer = await server.SignedIn(server.World.Officer);
        var (id, token) = (server.Sealed[server.World], Gate.GateServer.Token(await officer.GetStringAsync("/me/password")));
        foreach (var origin in new[] { "https://" + Evil, "http://localhost:1", "null" })
        {
            using var api = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/decisions/{id}/view") { Content = JsonContent.Create(Gate.GateServer.View()) };
            api.Headers.Add("Origin", origin);
            (await officer.SendAsync(api)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, origin);
            using var form = new HttpRequestMessage(HttpMethod.Post, "/me?handler=EndOthers") { Content = new FormUrlEncodedContent([new("form", token)]) };
            form.Headers.Add("Origin", origin);
            using var refused = await officer.SendAsync(form);
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, origin);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("This form is no longer valid");
        }
        // A form cannot send JSON; what it can send is not taken for it.
        using var plain = new StringContent(JsonSerializer.Serialize(Gate.GateServer.View()), Encoding.UTF8, "text/plain");
        (await officer.PostAsync($"/api/v1/decisions/{id}/view", plain)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        State(id).ShouldBe("opened");
    }

    [Fact]
    public async Task The_own_page_is_no_other_origin()
    {
        using var officer = await server.SignedIn(server.World.OtherOfficer);
        using var form = new HttpRequestMessage(HttpMethod.Post, "/me?handler=EndOthers") { Content = new FormUrlEncodedContent([new("form", Gate.GateServer.Token(await officer.GetStringAsync("/me/password")))]) };
        form.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
        (await officer.SendAsync(form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    /// <summary>Read from the pages and endpoints themselves: what is bound is an input of its own, and has no member that the program alone decides.</summary>
    [Fact]
    public async Task Nothing_that_is_bound_names_what_only_the_program_decides()
    {
        var loader = server.App.Services.GetRequiredService<PageLoader>();
        var bound = new List<(string Where, Type Type, string Name)>();
        foreach (var page in server.App.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>())
        {
            var loaded = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            bound.AddRange(loaded.BoundProperties.Select(one => (page.ViewEnginePath, one.ParameterType, one.Name)));
            bound.AddRange(loaded.HandlerMethods.SelectMany(handler => handler.Parameters).Where(one => one.Name != "id").Select(one => (page.ViewEnginePath, one.ParameterType, one.Name)));
        }
        foreach (var endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints)
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } input) bound.Add((endpoint.DisplayName!, input, ""));
        bound.Count.ShouldBeGreaterThan(50);
        var wrong = bound.SelectMany(one => Members(one.Type, one.Name, 0).Select(member => $"{one.Where}: {member}")).ToList();
        wrong.ShouldBeEmpty();
    }

    [Theory, InlineData("agency"), InlineData("id"), InlineData("state"), InlineData("version"), InlineData("openedBy"), InlineData("second")]
    public async Task A_member_that_the_interface_does_not_know_is_refused_or_counts_for_nothing(string member)
    {
        var id = Guid.NewGuid();
        var body = JsonSerializer.SerializeToNode(Gate.GateServer.Opening(server.World, "MASS-" + member, server.World.Officer))!;
        body[member] = member switch { "agency" => server.Other.Agency.Value.ToString(), "state" => "released", "version" => 9, _ => id.ToString() };
        using var answer = await server.Open(body);
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            var made = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            made.ShouldNotBe(id.ToString());
            State(made).ShouldBe("opened");
        }
        else answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task No_answer_sends_anybody_to_another_site()
    {
        using var nobody = server.Browser();
        using var member = await server.SignedIn(server.Person(Role.Member));
        foreach (var door in server.Doors.Where(door => door.IsGet))
            foreach (var address in server.Addresses(door, server.World).Take(2))
                foreach (var to in new[] { $"//{Evil}", $"/\\{Evil}", $"https://{Evil}", $"/%09/{Evil}", "/\t/" + Evil, $"\\\\{Evil}", "javascript:alert(1)" })
                {
                    var query = string.Join('&', new[] { "back", "Back", "returnUrl", "next", "url", "to" }.Select(name => $"{name}={Uri.EscapeDataString(to)}"));
                    foreach (var browser in new[] { nobody, member })
                    {
                        using var answer = await browser.GetAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");
                        if (answer.Headers.Location is { } location) Stays(location, address);
                    }
                }
        // And at the end of signing in, where the address was kept on the way.
        var path = await server.World.SignInPath(server.Person(Role.Legal));
        using var coming = server.Browser();
        using var done = await coming.PostAsync(path + "?back=//" + Evil, new FormUrlEncodedContent([new("form", Gate.GateServer.Token(await coming.GetStringAsync(path))), new("Back", "//" + Evil)]));
        Stays(done.Headers.Location!, path);
    }

    [Fact]
    public async Task Lines_and_terminal_escapes_in_every_field_reach_neither_a_header_nor_the_log()
    {
        const string poison = "x\r\nSet-Cookie: owned=1\r\n\u001b[31mred\u001b]0;title\u0007\u0000";
        var asked = 0;
        foreach (var (caller, door, address) in await Forms())
        {
            using var answer = await caller.PostAsync(address, await Filled(caller, door, poison));
            Sound(answer, door);
            asked++;
        }
        foreach (var (caller, door, address) in await Gets())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}q={Uri.EscapeDataString(poison)}&sort={Uri.EscapeDataString(poison)}");
            request.Headers.TryAddWithoutValidation("X-Request-Id", "\u001b[31mred");
            request.Headers.TryAddWithoutValidation("Referer", "\u001b[31mred");
            using var answer = await caller.SendAsync(request);
            Sound(answer, door);
            asked++;
        }
        asked.ShouldBeGreaterThan(80);
        server.Log.Where(line => line.Any(c => char.IsControl(c) && c is not '\n' and not '\r') || line.Contains("owned=1", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_field_far_too_long_or_sent_twice_is_an_answer_and_no_fault()
    {
        foreach (var (caller, door, address) in await Forms())
        {
            using var endless = await caller.PostAsync(address, await Filled(caller, door, new string('x', 20_000)));
            ((int)endless.StatusCode).ShouldBeLessThan(500, door.ToString());
            using var doubled = await caller.PostAsync(address, await Filled(caller, door, "one", "two"));
            ((int)doubled.StatusCode).ShouldBeLessThan(500, door.ToString());
        }
        server.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Requests_far_too_large_are_refused_at_the_door()
    {
        using var machine = server.Machine(server.World.ClientKey);
        ((int)(await machine.GetAsync("/search?q=" + new string('x', 9_000))).StatusCode).ShouldBeOneOf(400, 414);
        using var headers = new HttpRequestMessage(HttpMethod.Get, "/health");
        headers.Headers.Add("X-Long", new string('x', 20_000));
        (await machine.SendAsync(headers)).StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        using var deep = new StringContent(string.Concat(Enumerable.Repeat("[", 5_000)), Encoding.UTF8, "application/json");
        (await machine.PostAsync("/api/v1/decisions", deep)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_session_from_before_is_dead_once_somebody_signs_in()
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        // Planted by somebody else: taken by nobody, and replaced.
        cookies.Add(server.Address, new Cookie("probity", "planted"));
        await server.SignInAt(browser, server.World.Officer);
        var first = cookies.GetCookies(server.Address)["probity"]!.Value;
        first.ShouldNotBe("planted");
        await server.SignInAt(browser, server.World.Third);
        var second = cookies.GetCookies(server.Address)["probity"]!.Value;
        second.ShouldNotBe(first);
        (await With(first)).ShouldBe(HttpStatusCode.Redirect);
        (await With(second)).ShouldBe(HttpStatusCode.OK);
        await browser.PostAsync("/sign-out", new FormUrlEncodedContent([new("form", Gate.GateServer.Token(await browser.GetStringAsync("/sign-out")))]));
        (await With(second)).ShouldBe(HttpStatusCode.Redirect);

        async Task<HttpStatusCode> With(string session)
        {
            using var thief = server.Browser();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/me");
            request.Headers.Add("Cookie", "probity=" + session);
            return (await thief.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task No_cookie_is_for_scripts_or_for_other_sites()
    {
        using var browser = server.Browser();
        var path = await server.World.SignInPath(server.World.Second);
        using var page = await browser.GetAsync(path);
        using var done = await browser.PostAsync(path, new FormUrlEncodedContent([new("form", Gate.GateServer.Token(await page.Content.ReadAsStringAsync()))]));
        using var language = await browser.GetAsync("/language?to=fr");
        var set = new[] { page, done, language }.SelectMany(answer => answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : []).ToList();
        set.Count.ShouldBeGreaterThan(3);
        foreach (var cookie in set)
        {
            cookie.ShouldContain("httponly", Case.Insensitive);
            cookie.ShouldContain("samesite=", Case.Insensitive);
            cookie.ShouldNotContain("samesite=none", Case.Insensitive);
            cookie.ShouldNotContain("domain=", Case.Insensitive);
        }
    }

    [Fact]
    public async Task No_page_of_a_person_is_kept_by_a_cache()
    {
        foreach (var (caller, door, address) in (await Gets()).Where(one => one.Door.Needs is not null && !one.Door.Pattern.StartsWith("/ledger/tile", StringComparison.Ordinal)))
        {
            using var answer = await caller.GetAsync(address);
            answer.Headers.CacheControl?.NoStore.ShouldBe(true, door.ToString());
        }
    }

    [Fact]
    public async Task A_header_does_not_turn_a_look_into_a_change_and_names_no_other_host()
    {
        var before = Acts();
        foreach (var (caller, door, address) in await Gets())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "_method=DELETE");
            foreach (var name in new[] { "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override" }) request.Headers.Add(name, "POST");
            request.Headers.Add("X-Forwarded-Host", Evil);
            request.Headers.Add("X-Original-URL", "/accounts");
            request.Headers.Add("Forwarded", $"host={Evil};proto=https");
            using var answer = await caller.SendAsync(request);
            $"{answer.Headers}{await answer.Content.ReadAsStringAsync()}".ShouldNotContain(Evil, Case.Insensitive, door.ToString());
        }
        Acts().ShouldBe(before);
    }

    [Theory]
    [InlineData("/assets/..%2f..%2f..%2fprobity.db"), InlineData("/assets/..%5c..%5cprobity.db"), InlineData("/assets/%2e%2e/%2e%2e/keys"), InlineData("/assets/assets.json"), InlineData("/assets/.stamp")]
    [InlineData("/ledger/tile/../../keys/log"), InlineData("/ledger/tile/..%2f..%2fkeys"), InlineData("/ledger/tile/entries/..%2f..%2f..%2fprobity.db"), InlineData("/ledger/tile/entries/000/../../../../config.json"), InlineData("/ledger/tile//etc/passwd")]
    [InlineData("/registry/imports/check/..%2f..%2fprobity.db"), InlineData("/registry/imports/check/%00"), InlineData("/uses/export/..%2f..%2fprobity.db"), InlineData("/accounts/export/%2e%2e%2fkeys")]
    public async Task No_address_leaves_its_folder(string address)
    {
        using var lead = await server.SignedIn(server.World.AiLead);
        using var answer = await lead.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(server.Address.GetLeftPart(UriPartial.Authority) + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })));
        ((int)answer.StatusCode).ShouldBeInRange(300, 499);
    }

    /// <summary>Every form, as somebody who may send it, about something of the own agency.</summary>
    private async Task<List<(HttpClient Caller, Door Door, string Address)>> Forms() => await Asked(door => door is { IsPage: true, IsGet: false });

    private async Task<List<(HttpClient Caller, Door Door, string Address)>> Gets() => await Asked(door => door.IsGet);

    private async Task<List<(HttpClient Caller, Door Door, string Address)>> Asked(Func<Door, bool> which)
    {
        var people = (await server.Callers()).Where(caller => caller is { Person: true, Rights.Count: > 0 }).ToList();
        return [.. server.Doors.Where(which).Where(Harmless).Where(door => !door.Pattern.StartsWith("/sign-in", StringComparison.Ordinal))
            .Select(door => (people.First(caller => door.Needs is not { } right || caller.Rights.Contains(right)).Http, door, server.Addresses(door, server.World)[0]))];
    }

    private async Task<FormUrlEncodedContent> Filled(HttpClient caller, Door door, params string[] values)
    {
        var loader = server.App.Services.GetRequiredService<PageLoader>();
        var fields = new List<KeyValuePair<string, string>> { new("form", Gate.GateServer.Token(await caller.GetStringAsync("/me/password"))) };
        foreach (var page in server.App.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().Where(page => "/" + page.AttributeRouteInfo!.Template!.TrimStart('/') == door.Pattern))
        {
            var loaded = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            foreach (var name in loaded.BoundProperties.SelectMany(one => Texts(one.ParameterType, one.Name, 0))) foreach (var value in values) fields.Add(new(name, value));
        }
        return new FormUrlEncodedContent(fields);
    }

    private static IEnumerable<string> Texts(Type type, string name, int depth) =>
        type == typeof(string) || !IsInput(type) ? [name] : depth > 2 ? [] : type.GetProperties().SelectMany(one => Texts(one.PropertyType, $"{name}.{one.Name}", depth + 1));

    private static bool IsInput(Type type) => type is { IsClass: true, IsArray: false, IsGenericType: false } && type.Namespace?.StartsWith("Probity", StringComparison.Ordinal) == true;

    /// <summary>Members that come from the session, the clock or the rules, never from a form; and rows of the database, which are never bound.</summary>
    private static IEnumerable<string> Members(Type type, string name, int depth)
    {
        if (typeof(IOwned).IsAssignableFrom(type)) yield return $"{name} is a row ({type.Name})";
        if (name.Split('.')[^1] is "Agency" or "AgencyId" or "State" or "Stage" or "Actor" or "By" or "At" or "Version" && depth > 0 || name.EndsWith("By", StringComparison.Ordinal) || name.EndsWith("Hash", StringComparison.Ordinal) && depth > 0)
            if (!type.Name.StartsWith("String", StringComparison.Ordinal) && !IsInput(type)) yield return name;
        if (depth < 3 && IsInput(type))
            foreach (var member in type.GetProperties().Where(one => one.CanWrite).SelectMany(one => Members(one.PropertyType, $"{name}.{one.Name}", depth + 1))) yield return member;
    }

    private static void Sound(HttpResponseMessage answer, Door door)
    {
        ((int)answer.StatusCode).ShouldBeLessThan(500, door.ToString());
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)) cookies.ShouldNotContain(cookie => cookie.Contains("owned", StringComparison.Ordinal), door.ToString());
        foreach (var (name, values) in answer.Headers) foreach (var value in values) value.Any(char.IsControl).ShouldBeFalse($"{door}: {name}");
    }

    private static void Stays(Uri location, string from) =>
        (location.OriginalString is ['/', ..] && location.OriginalString is not ['/', '/' or '\\', ..] && !location.OriginalString.Any(char.IsControl)).ShouldBeTrue($"{from} sends to {location.OriginalString}");

    private int Acts()
    {
        using var db = server.World.Get<Reads>().Open(server.World.Agency);
        return db.Set<JournalRow>().Count(row => row.Kind != "people.signed-in" && row.Kind != "people.signed-out" && row.Kind != "people.client-made" && row.Kind != "people.client-created");
    }

    private string State(string id)
    {
        using var read = server.World.Get<Reads>().Rent();
        return read.First(new Statement("SELECT state FROM judgement_decision WHERE agency = @p0 AND id = @p1"), row => row.Text(0), server.World.Agency, Guid.Parse(id))!.ToLowerInvariant();
    }
}
