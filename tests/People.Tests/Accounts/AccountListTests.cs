using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.People.Tests.Accounts;

public sealed class AccountListTests : IDisposable
{
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    private ListPage<AccountCard> Page(ListQuery query) => AccountList.Page(_here.Get<Probity.People.Accounts.Accounts>(), _here.Agency, query);

    [Theory, InlineData(false), InlineData(true)]
    public async Task Reading_on_and_back_shows_every_account_once_in_order(bool descending)
    {
        for (var i = 0; i < 60; i++) await _here.Person($"person.{i:00}");
        var query = new ListQuery { Sort = "name", Descending = descending, Size = 25 };
        var (all, page) = (new List<string>(), Page(query));
        page.Total.ShouldBe(62);
        page.Previous.ShouldBeNull();
        while (true)
        {
            all.AddRange(page.Rows.Select(card => card.Name));
            if (page.Next is not { } next) break;
            page = Page(query with { Cursor = next });
        }
        var names = _here.Get<Probity.People.Accounts.Accounts>().All(_here.Agency).Select(card => card.Name).OrderBy(name => name.ToUpperInvariant(), StringComparer.Ordinal).ToList();
        if (descending) names.Reverse();
        all.ShouldBe(names);
        Page(query with { Cursor = page.Previous, Backwards = true }).Rows.Select(card => card.Name).ShouldBe(names.Skip(25).Take(25));
    }

    [Fact]
    public async Task Search_and_filters_narrow_the_list()
    {
        await _here.Person("mara.trainer", Role.Trainer);
        Page(new ListQuery { Sort = "name", Search = "MARA train" }).Rows.Select(card => card.Login).ShouldBe(["mara.trainer"]);
        Page(new ListQuery { Sort = "name", Filters = new Dictionary<string, string> { ["role"] = "Trainer" } }).Rows.Select(card => card.Login).ShouldBe(["mara.trainer"]);
        Page(new ListQuery { Sort = "name", Filters = new Dictionary<string, string> { ["state"] = "off" } }).Total.ShouldBe(0);
    }
}
