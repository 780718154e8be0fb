using Probity.Judgement.FaceSearch;

namespace Probity.Judgement.Tests.FaceSearch;

/// <summary>AI to line-up to "evidence" is the path that arrested innocent people (C2).</summary>
public sealed class IndependenceTests
{
    private static string Standing(params EvidenceItem[] items) => string.Join(' ', FaceSearchRules.Independent(items).Select(item => item.Id));

    [Fact]
    public void An_item_of_its_own_stands() => Standing(Given.Item("a"), Given.Item("b")).ShouldBe("a b");

    [Fact]
    public void What_comes_from_the_output_does_not() => Standing(Given.Item("a", fromAi: true), Given.Item("b")).ShouldBe("b");

    [Fact]
    public void A_witness_who_saw_the_output_does_not() => Standing(Given.Item("a", exposed: true)).ShouldBe("");

    [Fact]
    public void Dependence_passes_along_over_any_number_of_steps() =>
        Standing(Given.Item("output", fromAi: true), Given.Item("line-up", from: "output"), Given.Item("statement", from: "line-up"), Given.Item("report", from: "statement"), Given.Item("other")).ShouldBe("other");

    [Fact]
    public void One_tainted_source_is_enough() => Standing(Given.Item("a"), Given.Item("b", exposed: true), Given.Item("c", from: ["a", "b"])).ShouldBe("a");

    [Fact]
    public void An_item_on_clean_sources_stands() => Standing(Given.Item("a"), Given.Item("b", from: "a"), Given.Item("c", from: ["a", "b"])).ShouldBe("a b c");

    [Fact]
    public void A_cycle_rests_on_nothing() => Standing(Given.Item("a", from: "b"), Given.Item("b", from: "c"), Given.Item("c", from: "a"), Given.Item("d", from: "a")).ShouldBe("");

    [Fact]
    public void An_item_cannot_rest_on_itself() => Standing(Given.Item("a", from: "a")).ShouldBe("");

    [Fact]
    public void A_source_that_is_not_there_is_no_support() => Standing(Given.Item("a", from: "gone")).ShouldBe("");

    [Fact]
    public void A_source_shared_by_two_items_is_no_cycle() => Standing(Given.Item("root"), Given.Item("l", from: "root"), Given.Item("r", from: "root"), Given.Item("top", from: ["l", "r"])).ShouldBe("root l r top");
}
