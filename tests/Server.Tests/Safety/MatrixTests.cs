using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Acts.Journal;
using Probity.Given;

namespace Probity.Server.Tests.Safety;

/// <summary>
/// Everybody at every door. What must happen follows from what the door declares and from who carries the right; what happens is asked of the running program.
/// The own agency's things first, then those of another, which do not exist for anybody here.
/// </summary>
public sealed class MatrixTests(TwoAgencies server) : IClassFixture<TwoAgencies>
{
    [Fact]
    public void Every_page_and_endpoint_is_tried()
    {
        server.Doors.Count.ShouldBeGreaterThan(150);
        foreach (var door in server.Doors) server.Addresses(door, server.World).ShouldNotBeEmpty(door.ToString());
    }

    [Fact]
    public async Task A_door_opens_to_whoever_carries_its_right_and_to_nobody_else()
    {
        var (wrong, opened) = (new ConcurrentBag<string>(), new ConcurrentDictionary<Door, bool>());
        foreach (var caller in await server.Callers())
            foreach (var door in server.Doors)
                foreach (var address in server.Addresses(door, server.World))
                {
                    using var answer = await Ask(caller, door, address, null, "{}");
                    if (Wrong(caller, door, answer) is { } why) wrong.Add($"{caller.Name}: {door.Method} {address}: {why}, {(int)answer.StatusCode} {answer.Headers.Location}");
                    if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Redirect && ToSignIn(answer) is false) opened[door] = true;
                }
        wrong.Order().ShouldBeEmpty();
        server.Doors.Where(door => door is { IsGet: true, Needs: not null } && !opened.ContainsKey(door)).Select(door => door.ToString()).ShouldBeEmpty("nobody could open these: give the agency what they show");
        server.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_agency_has_exists_for_nobody_here_and_nothing_of_it_is_said()
    {
        var (before, found) = (Acts(server.Other), new List<string>());
        foreach (var caller in await server.Callers())
        {
            var token = caller.Person && caller.Rights.Count > 0 ? Gate.GateServer.Token(await caller.Http.GetStringAsync("/me/password")) : null;
            foreach (var door in server.Doors.Where(door => door.Pattern != "/sign-out" && !(door.Pattern is "/me" && !door.IsGet)))
                foreach (var address in server.Addresses(door, TwoAgencies.ById(door) ? server.Other : server.World))
                {
                    using var answer = await Ask(caller, door, address, TwoAgencies.ById(door) ? token : null, server.Bodies.GetValueOrDefault(door.Pattern, "{}"));
                    var body = await answer.Content.ReadAsStringAsync();
                    var said = $"{caller.Name}: {door.Method} {address}: {(int)answer.StatusCode}";
                    if (body.Contains(TwoAgencies.Mark, StringComparison.OrdinalIgnoreCase) || answer.Headers.ToString().Contains(TwoAgencies.Mark, StringComparison.OrdinalIgnoreCase)) found.Add(said + " says the mark");
                    if (!TwoAgencies.ById(door)) continue;
                    var shut = answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || ToSignIn(answer)
                        || answer.StatusCode == HttpStatusCode.BadRequest && token is null && door.IsPage;
                    if (!shut) found.Add(said);
                }
        }
        found.ShouldBeEmpty();
        Acts(server.Other).ShouldBe(before);
    }

    private static string? Wrong(Caller caller, Door door, HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode >= 500) return "a fault";
        // Where a secret in the address is the right, the page itself says that it has run out.
        if (door.Needs is null && door.Pattern.Contains("{token}", StringComparison.Ordinal)) return null;
        if (door.Needs is not { } right) return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? "public and yet shut" : null;
        var shut = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound || ToSignIn(answer);
        if (!caller.Rights.Contains(right)) return shut ? null : $"open without {right}";
        // What a rule of the matter itself refuses is a problem with a code of its own, never the door's.
        if (answer.StatusCode == HttpStatusCode.Unauthorized || ToSignIn(answer)) return $"shut in spite of {right}";
        // Without the token of a page of this session no form is taken, from anybody.
        return door is { IsPage: true, IsGet: false } && answer.StatusCode != HttpStatusCode.BadRequest ? "a form without its token" : null;
    }

    private static bool ToSignIn(HttpResponseMessage answer) => answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) == true;

    private static Task<HttpResponseMessage> Ask(Caller caller, Door door, string address, string? token, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(door.Method), address);
        if (!door.IsGet) request.Content = door.IsPage ? new FormUrlEncodedContent(token is null ? [] : [new("form", token)]) : new StringContent(body, Encoding.UTF8, "application/json");
        return caller.Http.SendAsync(request);
    }

    private static int Acts(World world)
    {
        using var db = world.Get<Reads>().Open(world.Agency);
        return db.Set<JournalRow>().Count(row => row.Kind != "people.signed-in");
    }
}
