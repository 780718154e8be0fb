using System.Text.Json;
using Probity.Acts.Journal;

namespace Probity.Acts.Tests;

public sealed class PayloadChangesTests
{
    private static string[] Of(object payload) =>
        [.. PayloadChanges.Of(JsonSerializer.SerializeToElement(payload, HouseJson.Options)).Select(change => $"{change.Member}: {change.Before} > {change.After}")];

    [Fact]
    public void A_whole_before_and_after_says_each_member_that_differs() =>
        Of(new { before = new { name = "A", unit = 1, gone = "x" }, after = new { name = "B", unit = 1, made = true } }).ShouldBe(["name: A > B", "made:  > True", "gone: x > "]);

    [Fact]
    public void A_list_of_changes_is_said_as_it_stands() => Of(new { changes = new[] { new { field = "purpose", before = "a", after = "b" } } }).ShouldBe(["purpose: a > b"]);

    [Fact]
    public void One_value_alone_is_the_value() => Of(new { before = "Harbor", after = "Harbour" }).ShouldBe(["value: Harbor > Harbour"]);

    [Fact]
    public void What_says_no_change_in_this_way_changed_nothing_that_can_be_said()
    {
        Of(new { before = "InOperation", authorisation = 7 }).ShouldBeEmpty();
        Of(new { before = "same", after = "same" }).ShouldBeEmpty();
        Of(new[] { 1, 2 }).ShouldBeEmpty();
        Of(new { changes = new[] { 1 } }).ShouldBeEmpty();
    }
}
