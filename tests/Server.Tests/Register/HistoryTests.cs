using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Desk.History;
using Probity.Given;
using Probity.Ledger.Entries;
using Probity.Ledger.Notes;
using Probity.Registry;

namespace Probity.Server.Tests.Register;

/// <summary>What happened to a use, and the file that proves each act.</summary>
public sealed class HistoryTests(RegisterPagesTests.SeveralPeople server) : IClassFixture<RegisterPagesTests.SeveralPeople>
{
    private static readonly Statement Entry = new("SELECT entry FROM acts_journal WHERE agency = @p0 AND id = @p1");

    private World World => server.World;

    [Fact]
    public async Task Each_act_has_a_proof_file_that_leads_from_its_entry_to_the_signed_state()
    {
        var lead = await server.For(World.AiLead);
        await server.App.Services.GetRequiredService<Sequencer>().Settle();
        var page = await lead.GetStringAsync(HistoryPages.Of(RegistryActs.UseKind, World.Use.Value));
        var proofs = Regex.Matches(page, "/ledger/acts/(\\d+)/proof");
        proofs.Count.ShouldBeGreaterThan(3);
        foreach (Match link in proofs)
        {
            TlogProof.TryParse(await lead.GetStringAsync(link.Value), out var proof).ShouldBeTrue();
            VerifierKey.TryParse(server.App.Services.GetRequiredService<LogKey>().VerifierKey, out var key).ShouldBeTrue();
            Checkpoint.TryOpen(proof!.Note.Encode(), key!, out _).ShouldBeTrue();
            using var read = server.App.Services.GetRequiredService<Reads>().Rent();
            var entry = read.First(Entry, row => row.Bytes(0), World.Agency, new JournalId(long.Parse(link.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)))!;
            LedgerEntry.TryParse(entry, out var parsed).ShouldBeTrue();
            proof.Includes(parsed!.LeafHash()).ShouldBeTrue();
            entry[^10] ^= 1;
            proof.Includes(Ledger.Trees.Merkle.LeafHash(entry)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task An_officer_reads_what_happened_without_reasons_and_without_proofs_and_nobody_reads_it_unseen()
    {
        var officer = await server.For(World.Officer);
        var page = await officer.GetStringAsync(HistoryPages.Of(RegistryActs.UseKind, World.Use.Value));
        page.ShouldContain("What happened:");
        page.ShouldNotContain("/proof");
        (await officer.GetAsync("/ledger/acts/1/proof")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = server.Browser();
        (await nobody.GetAsync(HistoryPages.Of(RegistryActs.UseKind, World.Use.Value))).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await nobody.GetAsync("/ledger/acts/1/proof")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_address_of_a_use_s_history_before_every_record_had_one_still_leads_there()
    {
        using var answer = await (await server.For(World.AiLead)).GetAsync($"/uses/{World.UseReference}/history");
        answer.Headers.Location!.ToString().ShouldBe(HistoryPages.Of(RegistryActs.UseKind, World.Use.Value));
    }

    [Fact]
    public async Task An_act_of_another_agency_has_no_proof_here()
    {
        var other = await World.Make(server.App.Services, code: "elsewhere");
        var theirs = await server.SignedIn(other.AiLead, other);
        var ours = Regex.Match(await (await server.For(World.AiLead)).GetStringAsync(HistoryPages.Of(RegistryActs.UseKind, World.Use.Value)), "/ledger/acts/\\d+/proof").Value;
        (await theirs.GetAsync(ours)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_long_history_is_read_page_by_page_and_no_act_is_missing()
    {
        var lead = await server.For(World.AiLead);
        for (var i = 0; i < 35; i++)
            World.Must(await World.Get<UnitOfWork>().Commit<JournalId>(World.As(World.AiLead), work => work.Record(new Act
            {
                Kind = RegistryActs.UseChanged, Subject = Subject.Of(RegistryActs.UseKind, World.Use), Reason = Reason.FromText($"Change number {i}."), Payload = new { }, Scope = KeyScope.Agency,
            })));
        var first = await lead.GetStringAsync(HistoryPages.Of(RegistryActs.UseKind, World.Use.Value));
        var second = await lead.GetStringAsync(WebUtility.HtmlDecode(Regex.Match(first, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value));
        foreach (var i in Enumerable.Range(0, 35)) (first + second).ShouldContain($"Change number {i}.");
        first.ShouldContain("rel=\"next\"");
        second.ShouldContain("rel=\"prev\"");
    }
}
