using System.Net;
using Probity.Acts;
using Probity.Ledger.Receipts;
using Probity.People.SignIn;
using Probity.PortVerrin.Sandboxes;
using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>A developer walks the whole gate alone, and nothing that comes of it can be taken for real.</summary>
public sealed class SandboxTests(GateServer server) : IClassFixture<GateServer>
{
    [Fact]
    public async Task Two_test_people_judge_every_page_says_sandbox_and_the_receipt_is_refused_unless_a_sandbox_is_expected()
    {
        var made = await Sandbox.Make(server.App.Services);
        made.Done.ShouldBeTrue();
        var sandbox = made.Value;
        (await Sandbox.Make(server.App.Services)).Done.ShouldBeFalse();
        using var gate = new GateClient(server.Address, sandbox.Key);
        var opened = await gate.Open(server.Lead("SB-1") with { Use = sandbox.Use, Officer = sandbox.Officer.Value }, "first");
        opened.Done.ShouldBeTrue(string.Join(", ", opened.Problems.Select(problem => problem.Code)));

        using var officer = await SignedIn(sandbox, sandbox.Officer);
        foreach (var page in new[] { "/today", "/decisions", opened.Value.Link.AbsolutePath })
        {
            using var answer = await officer.GetAsync(page);
            var shown = answer.Headers.Location is { } next ? await officer.GetStringAsync(next) : await answer.Content.ReadAsStringAsync();
            shown.ShouldContain("Sandbox: nothing here is real");
        }
        using var second = await SignedIn(sandbox, sandbox.Second);
        await People.JudgeAs(opened.Value.Id, officer, second);
        await server.World.Get<Acts.Sequencing.Sequencer>().Settle();

        var receipt = (await gate.WaitForReceipt(opened.Value.Id)).Value;
        var purpose = new Purpose("enquiries", "case-system", "SB-1");
        receipt.Verify(server.TrustFile(), purpose).Report.Findings.Where(finding => finding.Status == FindingStatus.Failed).Select(finding => finding.Code).ShouldBe([ReceiptCheck.Real]);
        receipt.Verify(server.TrustFile(), purpose, allowSandbox: true).Proved.ShouldBeTrue();
    }

    private async Task<HttpClient> SignedIn(MadeSandbox sandbox, Acts.Ids.AccountId person)
    {
        var browser = server.Browser();
        var link = (await server.World.Get<SignInLinks>().Make(Actor.Installation(sandbox.Agency), person, sample: true)).Value!.Path;
        using var form = new FormUrlEncodedContent([new("form", GateServer.Token(await browser.GetStringAsync(link)))]);
        using var answer = await browser.PostAsync(link, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }
}
