using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;
using Probity.Registry.Uses;
using Probity.Registry.Uses.List;

namespace Probity.Registry.Tests.Uses;

/// <summary>The same questions are answered in C# over all rows; whatever way the database takes, the pages must be those.</summary>
public sealed class UseListTests(UseListTests.ManyUses many) : IClassFixture<UseListTests.ManyUses>
{
    private readonly Installation _here = many.Here;

    public sealed class ManyUses : IDisposable
    {
        private const int Many = 4_000;
        private static readonly string[] Words = ["Recherche", "faciale", "Plate", "reading", "Évaluation", "custody", "Drafting", "triage"];

        public Installation Here { get; } = new();

        public ManyUses()
        {
            var system = Here.ASystem().GetAwaiter().GetResult();
            var owner = Here.Roe.Account;
            Here.Get<UnitOfWork>().Commit<Done>(Here.Lead, work =>
            {
                var row = work.Db.Set<AiSystem>().Single();
                for (var i = 0; i < Many; i++)
                {
                    var facts = Here.FaceSearch(system.Version) with
                    {
                        Name = $"{Words[i % 8]} {Words[i / 8 % 8]} {i % 97}",
                        Purpose = i % 500 == 0 ? "rare needle" : "",
                        Class = (RiskClass)(i % 5),
                        Category = i % 7 == 0 ? null : (PurposeCategory)(i % 4),
                        Owner = i % 3 == 0 ? owner : null,
                    };
                    work.Db.Add(Use.Of(new UseId(TypedId.Named("use" + i)), Here.Agency, $"AI-{i:00000}", (UseState)(i % 9), facts, row, work.Now.AddSeconds(i * 7919 % 5000)));
                }
                return Done.It;
            }).GetAwaiter().GetResult().ShouldBeDone();
        }

        public void Dispose() => Here.Dispose();
    }

    private static ListQuery Ask(string address) => ListQuery.Of(new QueryCollection(
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address).ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value.ToArray()))), UseList.Definition);

    [Theory]
    [InlineData("")]
    [InlineData("sort=-reference")]
    [InlineData("sort=name")]
    [InlineData("sort=-name")]
    [InlineData("sort=changed")]
    [InlineData("sort=-changed")]
    [InlineData("sort=ends")]
    [InlineData("q=recherche")]
    [InlineData("q=RECH+fac&sort=-name")]
    [InlineData("q=needle&sort=changed")]
    [InlineData("q=evaluation+plate")]
    [InlineData("q=facelink&sort=name")]
    [InlineData("q=nothing-like-it")]
    [InlineData("state=Suspended&sort=name")]
    [InlineData("class=High&purpose=ContentGeneration&sort=-changed")]
    [InlineData("state=Idea&class=NotAssessed&q=custody")]
    public async Task Every_page_forwards_and_backwards_is_what_the_rows_say(string address)
    {
        var list = _here.Get<UseList>();
        var query = Ask(address);
        var expected = Expected(query);

        var page = list.Page(_here.Agency, query, _here.Clock.GetUtcNow());
        page.Total.Number.ShouldBe(expected.Count);
        var seen = new List<string>();
        var pages = new List<ListPage<UseRow>> { page };
        for (var i = 0; i < 4 && page.Next is { } next; i++)
        {
            page = list.Page(_here.Agency, query with { Cursor = next }, _here.Clock.GetUtcNow());
            pages.Add(page);
        }
        foreach (var one in pages) seen.AddRange(one.Rows.Select(row => row.Reference));
        seen.ShouldBe(expected.Take(seen.Count));

        if (pages.Count > 1)
        {
            var back = list.Page(_here.Agency, query with { Cursor = pages[1].Previous, Backwards = true }, _here.Clock.GetUtcNow());
            back.Rows.Select(row => row.Reference).ShouldBe(pages[0].Rows.Select(row => row.Reference));
        }

        var all = new List<string>();
        await foreach (var row in list.All(_here.Agency, query, _here.Clock.GetUtcNow())) all.Add(row.Reference);
        all.ShouldBe(expected);
    }

    [Fact]
    public async Task Another_agency_sees_none_of_it_by_page_by_reference_or_by_download()
    {
        var list = _here.Get<UseList>();
        var elsewhere = _here.AnAgency("cap-sorel");
        list.IsEmpty(elsewhere).ShouldBeTrue();
        list.IsEmpty(_here.Agency).ShouldBeFalse();
        list.Page(elsewhere, Ask("q=recherche"), _here.Clock.GetUtcNow()).Total.Number.ShouldBe(0);
        list.Page(elsewhere, Ask(""), _here.Clock.GetUtcNow()).Rows.ShouldBeEmpty();
        list.Find(elsewhere, "AI-00001").ShouldBeNull();
        list.Find(_here.Agency, "AI-00001").ShouldNotBeNull();
        await foreach (var row in list.All(elsewhere, Ask(""), _here.Clock.GetUtcNow())) row.ShouldBeNull();
    }

    [Fact]
    public void What_people_type_is_never_read_as_a_search_language()
    {
        foreach (var typed in new[] { "\"", "*", "a OR b", "NEAR(a b)", "col:x", "-x", "'; DROP TABLE registry_use; --", "%", "_" })
            Should.NotThrow(() => _here.Get<UseList>().Page(_here.Agency, Ask("q=" + Uri.EscapeDataString(typed)), _here.Clock.GetUtcNow()));
    }

    private List<string> Expected(ListQuery query)
    {
        using var db = _here.Get<Reads>().Open(_here.Agency);
        var rows = db.Set<Use>().AsEnumerable();
        foreach (var term in SearchWords.Terms(query.Search)) rows = rows.Where(use => use.SearchText.Contains(" " + term, StringComparison.Ordinal));
        if (query.Filter("state") is { } state) rows = rows.Where(use => use.State.ToString() == state);
        if (query.Filter("class") is { } risk) rows = rows.Where(use => use.Class.ToString() == risk);
        if (query.Filter("purpose") is { } category) rows = rows.Where(use => use.Category.ToString() == category);
        Comparison<Use> order = query.Sort switch
        {
            "name" => (a, b) => string.CompareOrdinal(a.NameSort, b.NameSort),
            "changed" => (a, b) => a.ChangedAt.CompareTo(b.ChangedAt),
            _ => (_, _) => 0,
        };
        var sign = query.Descending ? -1 : 1;
        return [.. rows.Order(Comparer<Use>.Create((a, b) => sign * (order(a, b) is var first && first != 0 ? first : string.CompareOrdinal(a.Reference, b.Reference)))).Select(use => use.Reference)];
    }
}
