using Probity.Desk.Lists;

namespace Probity.Desk.Tests.Lists;

public sealed class ListPageTests
{
    /// <summary>A hundred and three rows, read the way a database would: beyond the cursor, in fetch order, one more than a page.</summary>
    private static ListPage<int> Read(ListQuery query)
    {
        var all = Enumerable.Range(1, 103);
        var ordered = query.FetchDescending ? all.Reverse() : all;
        if (query.Cursor is { } c)
        {
            var at = int.Parse(c.Key, System.Globalization.CultureInfo.InvariantCulture);
            ordered = ordered.SkipWhile(n => n != at).Skip(1);
        }
        return ListPage.Of(ordered.Take(query.Take).ToList(), query, 103, n => new Cursor(n.ToString(System.Globalization.CultureInfo.InvariantCulture), "id"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Going_to_the_end_and_back_shows_every_row_once_each_way(bool descending)
    {
        var expected = descending ? Enumerable.Range(1, 103).Reverse().ToList() : Enumerable.Range(1, 103).ToList();
        var query = new ListQuery { Sort = "n", Descending = descending };
        var page = Read(query);
        page.Previous.ShouldBeNull();
        var forward = page.Rows.ToList();
        while (page.Next is { } next)
        {
            page = Read(query with { Cursor = next, Backwards = false });
            forward.AddRange(page.Rows);
        }
        forward.ShouldBe(expected);

        var back = page.Rows.ToList();
        while (page.Previous is { } previous)
        {
            page = Read(query with { Cursor = previous, Backwards = true });
            back.InsertRange(0, page.Rows);
        }
        back.ShouldBe(expected);
        page.Rows[0].ShouldBe(expected[0]);
    }

    [Fact]
    public void An_empty_list_has_no_other_page()
    {
        var page = ListPage.Of(new List<int>(), new ListQuery { Sort = "n" }, 0, _ => new Cursor("", ""));
        (page.Previous, page.Next).ShouldBe((null, null));
    }

    [Fact]
    public void A_list_that_fills_one_page_exactly_has_no_next()
    {
        var page = ListPage.Of(Enumerable.Range(1, 25).ToList(), new ListQuery { Sort = "n" }, 25, n => new Cursor($"{n}", ""));
        page.Next.ShouldBeNull();
    }
}
