using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Probity.Desk.Lists;

namespace Probity.Desk.Tests.Lists;

public sealed class ListQueryTests
{
    private static readonly ListDefinition Uses = new("-changed", ["name", "changed"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>> { ["state"] = ["operating", "ended"], ["unit"] = [] },
    };

    private static ListQuery Of(string address) => ListQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(address)), Uses);

    [Fact]
    public void An_empty_address_is_the_default_list()
    {
        var query = Of("");
        (query.Search, query.Sort, query.Descending, query.Size, query.Cursor, query.IsNarrowed).ShouldBe((null, "changed", true, 25, null, false));
    }

    [Fact]
    public void Search_filters_sort_and_size_are_read()
    {
        var query = Of("?q=%20live%20%20camera%20&state=operating&unit=Harbour&sort=-name&size=50");
        query.Search.ShouldBe("live camera");
        query.Filter("state").ShouldBe("operating");
        query.Filter("unit").ShouldBe("Harbour");
        (query.Sort, query.Descending, query.Size).ShouldBe(("name", true, 50));
    }

    [Theory]
    [InlineData("?sort=password")]
    [InlineData("?sort=name;drop")]
    [InlineData("?size=100000")]
    [InlineData("?state=unknown")]
    [InlineData("?other=1")]
    [InlineData("?after=not-a-cursor")]
    [InlineData("?after=WyJhIl0")]
    public void Whatever_is_not_defined_is_ignored(string address)
    {
        var (read, plain) = (Of(address), Of(""));
        read.Url("/uses").ShouldBe(plain.Url("/uses"));
        read.Cursor.ShouldBeNull();
    }

    [Fact]
    public void An_address_round_trips()
    {
        var query = Of("?q=caméra&state=ended&sort=name&size=100");
        Of(query.Url("/uses")["/uses".Length..]).Url("/uses").ShouldBe(query.Url("/uses"));
    }

    [Fact]
    public void Sorting_by_the_same_column_again_turns_the_order()
    {
        Of("?sort=name").SortUrl("/uses", "name").ShouldBe("/uses?sort=-name");
        Of("?sort=-name").SortUrl("/uses", "name").ShouldBe("/uses?sort=name");
        Of("?sort=-name").SortUrl("/uses", "changed").ShouldBe("/uses?sort=changed");
    }

    [Fact]
    public void A_long_search_is_cut() => Of("?q=" + new string('a', 5_000)).Search!.Length.ShouldBe(ListQuery.MaxSearch);

    [Theory]
    [InlineData("plain", "1")]
    [InlineData("", "1")]
    [InlineData("quote \" and , comma ; é ع", "018f")]
    public void A_cursor_comes_back_as_it_was(string key, string id)
    {
        Cursor.TryParse(new Cursor(key, id).ToString(), out var read).ShouldBeTrue();
        read.ShouldBe(new Cursor(key, id));
    }
}
