using System.Text.Json;

namespace Probity.Acts.Tests;

public sealed class HouseJsonTests
{
    private sealed record Item(string Id, string? Text, int? Pages, IReadOnlyList<string>? From);

    [Fact]
    public void A_record_reads_back_what_it_wrote_although_empty_members_are_left_out()
    {
        var written = JsonSerializer.Serialize(new Item("a", null, null, null), HouseJson.Options);

        written.ShouldBe("""{"id":"a"}""");
        JsonSerializer.Deserialize<Item>(written, HouseJson.Options).ShouldBe(new Item("a", null, null, null));
    }

    [Fact]
    public void A_member_that_cannot_be_null_must_be_there() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Item>("""{"text":"x"}""", HouseJson.Options));
}
