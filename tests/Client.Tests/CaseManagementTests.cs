using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Probity.CaseManagement;
using Probity.Judgement.Contests;
using Probity.Judgement.Decisions;
using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>The sample case system at a browser, with a real server beside it: it acts on a receipt for exactly this, once, and on nothing else.</summary>
public sealed class CaseManagementTests(GateServer server) : IClassFixture<GateServer>
{
    private const string Case = "/cases/PV-2026-09001";

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private async Task<(WebApplication App, HttpClient Browser, CaseBook Book)> Started(Uri? gate = null, string? data = null, TimeSpan ahead = default, string language = "en")
    {
        var trust = Path.Combine(server.Folder, "agency.policy");
        await File.WriteAllTextAsync(trust, server.TrustText());
        var app = CaseSystem.Build(new CaseSettings(gate ?? server.Address, server.World.ClientKey, trust, server.World.UseReference, data ?? Path.Combine(server.Folder, Guid.NewGuid() + ".cases"), 0), new Ahead(ahead));
        await app.StartAsync();
        // A connection that stays open would hold up the end of the application.
        var browser = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        return (app, browser, app.Services.GetRequiredService<CaseBook>());
    }

    private static async Task<string> Press(HttpClient browser, string button, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await browser.PostAsync($"{Case}/{button}", null);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        answer.StatusCode.ShouldBe(expected, page);
        return page;
    }

    /// <summary>A decision of its own for this one book: the application's keys are those of its cases, and the agency is shared by the tests.</summary>
    private async Task<Lead> Receipted(CaseBook book, string inCase = "PV-2026-09001", string action = "enquiries")
    {
        using var gate = server.Client();
        var lead = server.Lead(inCase);
        var opened = await gate.Open(action == "enquiries" ? lead : lead with { Action = action, Evidence = [.. lead.Evidence, new Evidence("t1", EvidenceKind.Record, "Till record", "shop", lead.Probe.TakenAt)] }, Guid.NewGuid().ToString());
        await server.Judge(opened.Value.Id);
        var kept = new Lead(opened.Value.Id, opened.Value.Link.ToString(), opened.Value.OutputHash, (await gate.WaitForReceipt(opened.Value.Id)).Value.Bytes.ToArray());
        book.Keep("PV-2026-09001", kept);
        return kept;
    }

    [Fact]
    public async Task It_asks_waits_for_people_and_sends_once()
    {
        var (app, browser, book) = await Started();
        await using var _ = app;
        (await browser.GetStringAsync("/")).ShouldContain("PV-2026-09001");
        (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain("There is no receipt in this case.");

        var page = await Press(browser, "lead");
        page.ShouldContain("opened");
        var decision = book.Find("PV-2026-09001")!.Lead!.Decision;
        page.ShouldContain($"{server.Address.AbsoluteUri}decisions/{decision}");
        (await Press(browser, "receipt", HttpStatusCode.Conflict)).ShouldContain("People have not judged yet");

        await server.Judge(decision, "G-118-204");
        (await Press(browser, "receipt")).ShouldContain("released");
        (await Press(browser, "enquiries")).ShouldContain("Enquiries were sent");
        book.Find("PV-2026-09001")!.Deeds.Single().Decision.ShouldBe(decision);
        (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain("A receipt is used once.");

        // Another book that does not know of it: the gate does.
        var (other, second, empty) = await Started();
        await using var __ = other;
        empty.Keep("PV-2026-09001", book.Find("PV-2026-09001")!.Lead!);
        using (var gate = server.Client()) (await gate.Use(decision, new Purpose("enquiries", "case-system", "PV-2026-09001"), "another-key")).Done.ShouldBeFalse();
        empty.Find("PV-2026-09001")!.Deeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_byte_is_refused_in_both_languages()
    {
        foreach (var (language, title) in new[] { ("en", "Nothing was sent"), ("fr", "Rien n’a été envoyé") })
        {
            var (app, browser, book) = await Started(language: language);
            await using var _ = app;
            var lead = await Receipted(book);
            var changed = lead.Receipt!.ToArray();
            changed[changed.Length / 3] ^= 1;
            using var form = new MultipartFormDataContent { { new ByteArrayContent(changed), "file", "receipt.json" } };
            (await browser.PostAsync($"{Case}/receipt", form)).EnsureSuccessStatusCode();
            (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain(title);
            book.Find("PV-2026-09001")!.Deeds.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("PV-2026-09002", "enquiries", "PV-2026-09002")]
    [InlineData("PV-2026-09001", "arrest", "arrest")]
    public async Task A_receipt_for_something_else_is_refused(string inCase, string action, string says)
    {
        var (app, browser, book) = await Started();
        await using var _ = app;
        await Receipted(book, inCase, action);
        (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain(says);
        book.Find("PV-2026-09001")!.Deeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_receipt_of_another_decision_of_the_same_case_is_refused()
    {
        var (app, browser, book) = await Started();
        await using var _ = app;
        var (one, other) = (await Receipted(book), await Receipted(book));
        book.Keep("PV-2026-09001", other with { Receipt = one.Receipt });
        (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain("The receipt is of another decision.");
    }

    [Fact]
    public async Task A_lapsed_receipt_is_refused()
    {
        var (app, browser, book) = await Started(ahead: TimeSpan.FromDays(10));
        await using var _ = app;
        await Receipted(book);
        await Press(browser, "enquiries", HttpStatusCode.Conflict);
        book.Find("PV-2026-09001")!.Deeds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_contested_receipt_is_refused_in_both_languages()
    {
        foreach (var (language, says) in new[] { ("en", "contested"), ("fr", "contestée") })
        {
            var (app, browser, book) = await Started(language: language);
            await using var _ = app;
            var lead = await Receipted(book);
            (await server.World.Get<Contest>().Run(server.World.As(server.World.AiLead), new DecisionId(lead.Decision), Acts.Reason.FromText("The witness takes it back"))).Done.ShouldBeTrue();
            (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain(says);
        }
    }

    [Fact]
    public async Task Without_the_gate_nothing_is_sent_and_afterwards_the_same_receipt_serves()
    {
        var data = Path.Combine(server.Folder, "down.cases");
        var (down, browser, book) = await Started(new Uri("http://127.0.0.1:9"), data);
        await using (down)
        {
            await Receipted(book);
            (await Press(browser, "enquiries", HttpStatusCode.Conflict)).ShouldContain("Probity cannot be reached");
            book.Find("PV-2026-09001")!.Deeds.ShouldBeEmpty();
        }
        var (up, again, _) = await Started(data: data);
        await using var __ = up;
        (await Press(again, "enquiries")).ShouldContain("Enquiries were sent");
    }

    [Fact]
    public async Task Another_site_presses_no_button()
    {
        var (app, browser, _) = await Started();
        await using var __ = app;
        browser.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        await Press(browser, "enquiries", HttpStatusCode.Forbidden);
    }
}
