using System.Net;
using System.Text.RegularExpressions;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;
using Probity.Given;
using Probity.Judgement.Decisions;

namespace Probity.Server.Tests.Gate;

/// <summary>More decisions than are counted, most of them years old: a number is found wherever its year lies in the list, page by page, there and back, in either order.</summary>
public sealed class LongListTests(GateServer server) : IClassFixture<GateServer>
{
    private const int Old = 11_000, New = 3_000;

    private static readonly Statement Copy = new("""
        INSERT INTO judgement_decision(id, agency, use_id, use_reference, kind, mode, state, case_number, action, receiver, opened_by, opened_at, due_at, expires_at, changed_at, output_hash, version)
        SELECT @p2, agency, use_id, use_reference, kind, mode, state, @p3, action, receiver, opened_by, @p4, due_at, expires_at, changed_at, output_hash, version FROM judgement_decision WHERE agency = @p0 AND id = @p1
        """);

    [Fact]
    public async Task A_number_is_found_wherever_it_lies_page_by_page_there_and_back()
    {
        var world = server.World;
        var first = new DecisionId(Guid.Parse(await server.Opened(GateServer.Opening(world, "LL-2019-00000", world.Officer))));
        var began = DateTimeOffset.UtcNow.AddYears(-6);
        var numbers = Enumerable.Range(0, Old).Select(n => FormattableString.Invariant($"LL-2020-{n:00000}")).Concat(Enumerable.Range(0, New).Select(n => FormattableString.Invariant($"LL-2026-{n:00000}"))).ToList();
        World.Must(await world.Get<UnitOfWork>().Commit<Done>(Actor.Installation(world.Agency), work =>
        {
            for (var n = 0; n < numbers.Count; n++)
            {
                var at = began.AddSeconds(n);
                work.Execute(Copy, world.Agency, first, new DecisionId(Guid.CreateVersion7(at)), numbers[n], at);
            }
            return Done.It;
        }));
        using var auditor = await server.SignedIn(world.Auditor);
        var old = numbers.Take(Old).ToList();

        foreach (var (sort, order) in new[] { ("-opened", old.AsEnumerable().Reverse()), ("opened", old), ("-case", old.AsEnumerable().Reverse()), ("case", old) })
        {
            var there = await Pages(auditor, $"/decisions?q=ll2020&size=100&sort={sort}", "next", 4);
            there.SelectMany(page => page.Cases).ShouldBe(order.Take(400), sort);
            var back = await Pages(auditor, there[^1].Address, "prev", 4);
            back.Select(page => page.Cases).ShouldBe(there.Select(page => page.Cases).Reverse(), sort);
        }
        (await Pages(auditor, "/decisions?q=LL-2026&size=100&sort=-opened", "next", 2)).SelectMany(page => page.Cases).ShouldBe(numbers.AsEnumerable().Reverse().Take(200));
        (await Pages(auditor, "/decisions?q=LL-20&size=100&sort=opened", "next", 2)).SelectMany(page => page.Cases).ShouldBe(numbers.Take(200));
    }

    private sealed record Seen(string Address, List<string> Cases);

    private static async Task<List<Seen>> Pages(HttpClient browser, string address, string towards, int many)
    {
        var pages = new List<Seen>();
        while (pages.Count < many)
        {
            var page = await browser.GetStringAsync(address);
            pages.Add(new Seen(address, [.. Regex.Matches(page, "<th scope=\"row\"><a[^>]*><bdi[^>]*>([^<]+)<").Select(match => match.Groups[1].Value)]));
            if (Regex.Match(page, $"<a[^>]*rel=\"{towards}\"[^>]*>").Value is not { Length: > 0 } link) break;
            address = WebUtility.HtmlDecode(Regex.Match(link, "href=\"([^\"]+)\"").Groups[1].Value);
        }
        return pages;
    }
}
