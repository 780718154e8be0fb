using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Sequencing;
using Probity.Ledger.Notes;

namespace Probity.Server.Tests.LedgerReading;

public sealed class LedgerTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_signed_state_opens_with_the_published_key()
    {
        await server.App.Services.GetRequiredService<Sequencer>().Settle();
        using var machine = server.Machine();
        VerifierKey.TryParse((await machine.GetStringAsync("/ledger/key")).TrimEnd(), out var key).ShouldBeTrue();
        Checkpoint.TryOpen(await machine.GetByteArrayAsync("/ledger/checkpoint"), key!, out var signed).ShouldBeTrue();
        signed!.Size.ShouldBe(server.App.Services.GetRequiredService<Sequencer>().State().Signed);
    }

    [Theory, InlineData("0/000"), InlineData("entries/000"), InlineData("entries/000.p/1")]
    public async Task Tiles_and_bundles_are_not_for_everybody(string tile)
    {
        using var machine = server.Machine();
        (await machine.GetAsync($"/ledger/tile/{tile}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, InlineData("en", "How the evidence ledger is checked"), InlineData("fr", "Comment vérifier le journal de preuve")]
    public async Task Anyone_reads_how_the_ledger_is_checked(string language, string title)
    {
        using var browser = server.Browser(language);
        var page = await browser.GetStringAsync("/ledger");
        page.ShouldContain(title);
        page.ShouldContain(server.App.Services.GetRequiredService<LogKey>().VerifierKey.Replace("+", "&#x2B;", StringComparison.Ordinal));
    }
}
