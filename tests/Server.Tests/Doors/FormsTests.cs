using System.Net;

namespace Probity.Server.Tests.Doors;

/// <summary>Forms: only from a page of this session, and twice is once.</summary>
public sealed class FormsTests(SampleServer server) : IClassFixture<SampleServer>
{
    [Fact]
    public async Task A_form_without_its_token_is_refused_and_nothing_is_recorded()
    {
        using var browser = await server.BrowserOf("pavlo.renn");
        var answer = await browser.PostAsync("/units?handler=Make", new FormUrlEncodedContent([new("Name", "Unit without token")]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This form is no longer valid");
        (await browser.GetStringAsync("/units")).ShouldNotContain("Unit without token");
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        using var one = await server.BrowserOf("pavlo.renn");
        using var other = await server.BrowserOf("wen.haldorf");
        var foreign = await SampleServer.Token(other, "/me/password");
        var answer = await one.PostAsync("/units?handler=Make", new FormUrlEncodedContent([new("form", foreign), new("Name", "Unit with a foreign token")]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_same_form_sent_twice_records_once()
    {
        using var browser = await server.BrowserOf("pavlo.renn");
        var token = await SampleServer.Token(browser, "/units");
        FormUrlEncodedContent Form() => new([new("form", token), new("Name", "Harbour Watch")]);
        var answers = await Task.WhenAll(browser.PostAsync("/units?handler=Make", Form()), browser.PostAsync("/units?handler=Make", Form()));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect).ShouldBe(1);
        (await browser.GetStringAsync("/units")).Split("value=\"Harbour Watch\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Without_the_right_the_page_is_forbidden_and_says_whom_to_ask()
    {
        using var browser = await server.BrowserOf("samira.okonne");
        var answer = await browser.GetAsync("/accounts");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Ask the person who keeps accounts");
    }

    [Fact]
    public async Task Somebody_who_is_not_signed_in_is_sent_to_sign_in_and_comes_back()
    {
        using var browser = server.Browser();
        var answer = await browser.GetAsync("/accounts");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/sign-in?back=%2Faccounts");
    }

    [Fact]
    public async Task A_link_works_once()
    {
        using var browser = server.Browser();
        var link = await server.SignInLink("ilva.maren");
        var token = await SampleServer.Token(browser, link);
        (await browser.PostAsync(link, new FormUrlEncodedContent([new("form", token)]))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var later = server.Browser();
        (await later.GetAsync(link)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_first_page_of_somebody_who_is_signed_in_is_today()
    {
        using var browser = await server.BrowserOf("ilva.maren");
        (await browser.GetAsync("/")).Headers.Location!.OriginalString.ShouldBe("/today");
        (await browser.GetAsync("/today")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_system_without_a_key_or_with_a_wrong_one_is_told_so()
    {
        using var nobody = server.Machine();
        (await nobody.GetAsync("/api/v1/decisions/018f0000-0000-7000-8000-000000000000")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var wrong = server.Machine("pk_0123456789abcdef0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        var answer = await wrong.GetAsync("/api/v1/decisions/018f0000-0000-7000-8000-000000000000");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
    }

    [Fact]
    public async Task A_system_reads_only_what_its_scope_says()
    {
        using var ledger = await server.ConnectedSystem("Ledger reader", Acts.Rights.Right.ReadLedger);
        (await ledger.GetAsync("/ledger/tile/entries/000")).StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
        (await ledger.GetAsync("/api/v1/decisions/018f0000-0000-7000-8000-000000000000")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
