using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Tests.Accounts;

public sealed class AccountListTests : IDisposable
{
    private readonly Installation _here = new();

    public void Dispose() => _here.Dispose();

    private ListPage<AccountCard> Page(ListQuery query) => _here.Get<AccountList>().Page(_here.Agency, query);

    [Theory, InlineData(false), InlineData(true)]
    public async Task Reading_on_and_back_shows_every_account_once_in_order(bool descending)
    {
        for (var i = 0; i < 60; i++) await _here.Person($"person.{i:00}");
        var query = new ListQuery { Sort = "name", Descending = descending, Size = 25 };
        var (all, page) = (new List<string>(), Page(query));
        page.Total.Number.ShouldBe(62);
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
        Page(new ListQuery { Sort = "name", Filters = new Dictionary<string, string> { ["state"] = "off" } }).Total.Number.ShouldBe(0);
    }

    [Fact]
    public async Task It_is_found_by_its_unit_and_without_accents_and_follows_a_new_name()
    {
        var unit = (await _here.Get<KeepUnits>().Make(_here.Administrator, "Équipe du port")).Value;
        var account = await _here.Person("zoe.lamarck");
        (await _here.Get<ChangeAccount>().Run(_here.Administrator, account, new AccountDetails("Zoé Lamarck-Élie", "Sgt", unit, ["fr"]))).Done.ShouldBeTrue();
        ListQuery Search(string words) => new() { Sort = "unit", Search = words };
        Page(Search("elie equipe")).Rows.Select(card => card.Login).ShouldBe(["zoe.lamarck"]);
        Page(Search("port lamarck sgt")).Total.Number.ShouldBe(1);
        Page(Search("amarck")).Total.Number.ShouldBe(0);
        (await _here.Get<KeepUnits>().Rename(_here.Administrator, unit, "Brigade fluviale")).Done.ShouldBeTrue();
        Page(Search("equipe")).Total.Number.ShouldBe(0);
        Page(Search("fluviale")).Total.Number.ShouldBe(1);
    }

    [Fact]
    public async Task A_download_holds_every_account_that_search_and_filters_leave()
    {
        for (var i = 0; i < 30; i++) await _here.Person($"person.{i:00}", Role.Officer);
        var all = new List<string>();
        await foreach (var card in _here.Get<AccountList>().All(_here.Agency, new ListQuery { Sort = "login", Descending = true, Size = 25, Filters = new Dictionary<string, string> { ["role"] = "Officer" } })) all.Add(card.Login);
        all.ShouldBe(Enumerable.Range(0, 30).Select(i => $"person.{i:00}").Reverse());
    }
}
