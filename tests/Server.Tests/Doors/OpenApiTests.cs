using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Probity.Server.Tests.Doors;

/// <summary>The description of the interface is approved by a person: docs/openapi/v1.json. It only grows.</summary>
public sealed class OpenApiTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Approved([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/openapi/v1.json");

    private async Task<JsonNode> Served()
    {
        using var client = server.Machine();
        return JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
    }

    [Fact]
    public async Task What_is_served_is_what_was_approved_and_nothing_was_taken_away()
    {
        var served = await Served();
        var before = File.Exists(Approved()) ? JsonNode.Parse(await File.ReadAllTextAsync(Approved()))! : new JsonObject();
        Removed(before, served, "").ShouldBeEmpty("The interface only grows: what integrators rely on was removed or changed. A new version is a new address.");
        if (Environment.GetEnvironmentVariable("PROBITY_APPROVE") == "openapi")
        {
            await File.WriteAllTextAsync(Approved(), served.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
            return;
        }
        JsonNode.DeepEquals(before, served).ShouldBeTrue("The description of the interface changed. Read the difference, and approve it with scripts/approve-openapi.");
    }

    [Fact]
    public void A_removed_member_path_response_or_word_is_seen_and_an_added_one_is_not()
    {
        static JsonNode J(string text) => JsonNode.Parse(text)!;
        var before = J("""{"paths":{"/a":{"get":{"responses":{"200":{}}}}},"s":{"type":"string","enum":["x","y"],"required":["q"],"description":"old"}}""");
        Removed(before, J("""{"paths":{"/a":{"get":{"responses":{"200":{},"201":{}}}},"/b":{}},"s":{"type":"string","enum":["x","y","z"],"required":["q"],"description":"new"}}"""), "").ShouldBeEmpty();
        Removed(before, J("""{"paths":{},"s":{"type":"integer","enum":["x"],"required":["q","r"]}}"""), "").ShouldBe(["paths./a is gone", "s.type is another: \"string\", now \"integer\"", "s.enum has no \"y\" any more", "s.required demands \"r\""]);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_what_it_takes_and_how_it_refuses()
    {
        foreach (var (path, item) in (await Served())["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject())
            {
                var name = $"{method} {path}";
                operation!["summary"].ShouldNotBeNull(name);
                operation["responses"]!.AsObject().Any(response => response.Key.StartsWith('2')).ShouldBeTrue(name);
                operation["responses"]!["default"].ShouldNotBeNull(name);
                if (method != "post") continue;
                operation["requestBody"]?["content"]?["application/json"]?["schema"].ShouldNotBeNull(name);
                operation["requestBody"]!["content"]!["application/json"]!["example"].ShouldNotBeNull(name);
            }
    }

    /// <summary>What a program may rely on; sentences and examples may be put better.</summary>
    private static IEnumerable<string> Removed(JsonNode before, JsonNode? now, string at)
    {
        var last = at[(at.LastIndexOf('.') + 1)..];
        // A member of a body may have such a name too; then it is described by an object.
        if (last == "example" || (last is "description" or "summary" or "tags" && before is not JsonObject)) return [];
        if (now is null) return [$"{at} is gone"];
        switch (before)
        {
            case JsonObject members when now is JsonObject others:
                return members.SelectMany(member => member.Value is null ? [] : Removed(member.Value, others[member.Key], at.Length == 0 ? member.Key : $"{at}.{member.Key}"));
            case JsonArray items when now is JsonArray others:
                var (old, young) = (items.Select(Text).ToList(), others.Select(Text).ToList());
                // A parameter is the same one whatever is said of it; "type" of a member that may be null is a list as well.
                if (last == "parameters") (old, young) = (items.Select(Name).ToList(), others.Select(Name).ToList());
                return [.. old.Except(young).Select(gone => $"{at} has no {gone} any more"), .. last == "required" ? young.Except(old).Select(more => $"{at} demands {more}") : []];
            default:
                return Text(before) == Text(now) ? [] : [$"{at} is another: {Text(before)}, now {Text(now)}"];
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static string Name(JsonNode? parameter) => $"{parameter?["in"]} {parameter?["name"]}";
}
