using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Probity.Desk.Doors;

namespace Probity.Server.Tests.Doors;

public sealed class RefusedRequestsTests(RefusedRequestsTests.Faulty server) : IClassFixture<RefusedRequestsTests.Faulty>
{
    private const string Secret = "what somebody typed";

    public sealed record Echo(string Said);

    public sealed class Faulty : RunningServer
    {
        protected override void Map(WebApplication app)
        {
            app.MapGet("/test/fault", string () => throw new InvalidOperationException(Secret)).Public("A test needs a fault.");
            app.MapGet("/api/test/fault", string () => throw new InvalidOperationException(Secret)).Public("A test needs a fault.");
            app.MapPost("/api/test/echo", (Echo echo) => TypedResults.Ok(echo)).Public("A test needs an echo.");
            app.MapGet("/test/silent", () => TypedResults.Ok()); // says neither Needs nor Public
        }
    }

    [Theory, InlineData("en", "There is no such page"), InlineData("fr", "Cette page n’existe pas")]
    public async Task An_unknown_address_is_a_page_in_the_readers_language(string language, string title)
    {
        using var browser = server.Browser(language);
        var answer = await browser.GetAsync("/no/such/page");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain($"<h1>{title}</h1>");
        page.ShouldContain($"<html lang=\"{language}\"");
        page.ShouldContain("back=%2Fno%2Fsuch%2Fpage");
    }

    [Fact]
    public async Task An_unknown_address_of_the_interface_is_a_problem_document()
    {
        using var machine = server.Machine();
        var answer = await machine.GetAsync("/api/v1/nothing");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("type").GetString().ShouldBe("urn:probity:refusal:server.no-such-address");
        problem.GetProperty("status").GetInt32().ShouldBe(404);
        problem.GetProperty("trace").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_page_of_refusals_has_no_address_of_its_own()
    {
        using var browser = server.Browser();
        (await browser.GetAsync("/refused")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("/test/fault"), InlineData("/api/test/fault")]
    public async Task A_fault_shows_its_number_and_nothing_of_its_inside(string path)
    {
        using var browser = server.Browser();
        var answer = await browser.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldNotContain(Secret);
        body.ShouldNotContain("Exception");
        body.ShouldNotContain("   at ");
        var line = server.Log.Where(line => line.Contains("failed", StringComparison.Ordinal)).Last(line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        var trace = line.Split(' ')[1];
        body.ShouldContain(trace);
    }

    [Fact]
    public async Task The_log_names_the_fault_without_its_message()
    {
        using var machine = server.Machine();
        await machine.GetAsync("/api/test/fault");
        server.Log.ShouldContain(line => line.Contains("InvalidOperationException", StringComparison.Ordinal) && line.Contains(nameof(RefusedRequestsTests), StringComparison.Ordinal));
        server.Log.ShouldNotContain(line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_says_neither_right_nor_public_is_closed()
    {
        using var machine = server.Machine();
        (await machine.GetAsync("/test/silent")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_wrong_method_is_refused_without_asking_who_asks()
    {
        using var machine = server.Machine();
        var answer = await machine.DeleteAsync("/api/test/echo");
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldContain("POST");
        (await Code(answer)).ShouldBe("server.no-such-method");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_as_too_large()
    {
        using var machine = server.Machine();
        var answer = await machine.PostAsync("/api/test/echo", Json($$"""{"said":"{{new string('x', 1_100_000)}}"}"""));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Code(answer)).ShouldBe("server.too-large");
    }

    [Theory]
    [InlineData("""{"said":""")]
    [InlineData("""{"said":"a","said":"b"}""")]
    [InlineData("""{"said":"a","more":1}""")]
    [InlineData("""{}""")]
    [InlineData("""null""")]
    [InlineData("")]
    public async Task A_body_that_is_not_what_the_address_takes_is_malformed(string body)
    {
        using var machine = server.Machine();
        var answer = await machine.PostAsync("/api/test/echo", Json(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Code(answer)).ShouldBe("server.malformed");
    }

    [Fact]
    public async Task Invalid_utf8_is_malformed_and_not_repaired()
    {
        using var machine = server.Machine();
        var content = new ByteArrayContent([.. "{\"said\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");
        (await machine.PostAsync("/api/test/echo", content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_kind_of_content_is_an_unknown_format()
    {
        using var machine = server.Machine();
        var answer = await machine.PostAsync("/api/test/echo", new StringContent("said=a", Encoding.UTF8, "application/x-www-form-urlencoded"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await Code(answer)).ShouldBe("server.unknown-format");
    }

    [Fact]
    public async Task A_problem_document_speaks_the_language_that_was_asked_for()
    {
        using var machine = server.Machine();
        machine.DefaultRequestHeaders.Add("Accept-Language", "fr-CA, en;q=0.5");
        var answer = await machine.GetAsync("/api/v1/nothing");
        answer.Content.Headers.ContentLanguage.ShouldBe(["fr"]);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString().ShouldBe("Cette page n’existe pas");
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0].GetProperty("code").GetString();
}
