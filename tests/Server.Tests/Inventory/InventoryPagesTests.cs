using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Storage;
using Probity.PortVerrin;
using Probity.Registry.Inventory;
using Probity.Registry.Uses;

namespace Probity.Server.Tests.Inventory;

public sealed class InventoryPagesTests(SampleServer server) : IClassFixture<SampleServer>
{
    private const string Lead = "oren.basti", Auditor = "mael.torin", Officer = "ilva.maren";
    private const string New = "/registry/imports/new";
    private static int _number;

    private async Task<Visitor> SignedIn(string login)
    {
        var visitor = new Visitor(server.Address);
        await visitor.SignIn(await server.SignInLink(login));
        return visitor;
    }

    /// <summary>Every test brings its own file: the same bytes would be the same import.</summary>
    private static byte[] AFile(int rows = 3, string? extra = null)
    {
        var n = Interlocked.Increment(ref _number);
        var text = new StringBuilder("id,use_case_name,development_stage,our_note\r\n");
        for (var row = 1; row <= rows; row++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"T{n}-{row:0000},\"Reader {row}, of file {n}\",{(row % 2 == 0 ? "Pre-deployment" : "Deployed")},\"a \"\"note\"\"\"\r\n");
        return Encoding.UTF8.GetBytes(text + extra);
    }

    private int Uses()
    {
        using var db = server.App.Services.GetRequiredService<Reads>().Open(SampleAgency.Id);
        return db.Set<Use>().Count();
    }

    /// <summary>The names of the files that wait beside the database.</summary>
    private List<string?> Uploads() => [.. Directory.EnumerateFiles(Path.Combine(server.Folder, "imports"), "*", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)];

    [Fact]
    public async Task From_the_file_to_the_report_and_out_again()
    {
        using var lead = await SignedIn(Lead);
        var (file, before) = (AFile(extra: "ragged\r\n"), Uses());

        using var read = await lead.PostFile(New, file, "C:\\inventories\\ours.csv");
        read.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var check = read.Headers.Location!.OriginalString;
        var preview = await lead.Page(check);
        preview.ShouldContain("Of 4 rows 3 would become new uses: 2 found in use, 1 ideas and 0 ended. One row is refused.");
        preview.ShouldContain("ours.csv");
        preview.ShouldNotContain("C:\\");
        Uses().ShouldBe(before);

        using var without = await lead.Post(check, new() { ["Reason"] = " " });
        without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Uses().ShouldBe(before);

        using var done = await lead.Post(check, new() { ["Reason"] = "The list of last year." });
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var report = done.Headers.Location!.OriginalString;
        var page = await lead.PageWhenDone(report);
        Uses().ShouldBe(before + 3);
        page.ShouldContain("Of 4 rows 3 became new uses: 2 found in use, 1 ideas and 0 ended. One row is refused.");
        page.ShouldContain("The file comes out again byte for byte.");
        (await lead.Page(report + "?fate=Refused")).ShouldContain("The row has 1 cells and the header has 4.");
        (await lead.Page(report + "?fate=Refused")).ShouldNotContain("Reader 1");
        (await lead.Page(report + "/rows/2")).ShouldContain("a \"note\"");
        (await lead.Page("/registry/imports")).ShouldContain("ours.csv");

        using var csv = await lead.Get(report + "/inventory.csv");
        (await csv.Content.ReadAsByteArrayAsync()).ShouldBe(file);
        var rows = await (await lead.Get(report + "/export/rows.csv")).Content.ReadAsStringAsync();
        rows.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
        rows.ShouldContain("The row has 1 cells and the header has 4.");
        (await (await lead.Get(report + "/inventory.json")).Content.ReadAsStringAsync()).ShouldContain("\"state\":\"foundInUse\"");

        using var again = await lead.PostFile(New, file, "another name.csv");
        using var known = await lead.Get(again.Headers.Location!.OriginalString);
        known.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await lead.Page(known.Headers.Location!.OriginalString)).ShouldContain("This file was imported before");
        Uses().ShouldBe(before + 3);
        Uploads().ShouldNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
    }

    [Fact]
    public async Task A_faulty_file_is_shown_with_every_place_and_leaves_nothing_behind()
    {
        using var lead = await SignedIn(Lead);
        var before = Uses();
        byte[] file = [.. AFile(), .. "X-1,Caf"u8, 0xE9, .. ",Pilot,\r\nX-2,b,Pilot,"u8, 0x92, .. "\r\n"u8];
        using var answer = await lead.PostFile(New, file, "old.csv");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        page.ShouldContain("Row 5 (line 5), column use_case_name");
        page.ShouldContain("Row 6 (line 6), column our_note");
        page.ShouldContain("CSV UTF-8");
        page.ShouldContain("<a href=\"#Upload\">");
        Uses().ShouldBe(before);
        Uploads().ShouldNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
    }

    [Fact]
    public async Task Without_a_file_or_with_another_file_the_page_says_what_to_do()
    {
        using var lead = await SignedIn(Lead);
        using var none = await lead.PostFile(New, null, "");
        WebUtility.HtmlDecode(await none.Content.ReadAsStringAsync()).ShouldContain("Choose the file with the inventory.");
        using var spreadsheet = await lead.PostFile(New, "PK\u0003\u0004"u8.ToArray(), "x.xlsx");
        spreadsheet.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var unknown = await lead.Get("/registry/imports/check/" + new string('0', 64));
        unknown.Headers.Location!.OriginalString.ShouldBe(New);
        using var odd = await lead.Get("/registry/imports/check/..%2f..%2fprobity.db");
        odd.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_while_it_is_being_sent()
    {
        using var lead = await SignedIn(Lead);
        HttpStatusCode? status = null;
        try
        {
            using var answer = await lead.PostFile(New, new byte[InventoryLimits.FileBytes + 2 * 1024 * 1024], "large.csv");
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The door may close the connection before everything was sent.
        }
        (status is null or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest).ShouldBeTrue(status.ToString());
    }

    [Fact]
    public async Task Whoever_keeps_the_register_imports_whoever_sees_it_reads_the_report_and_nobody_else_enters()
    {
        using var lead = await SignedIn(Lead);
        using var read = await lead.PostFile(New, AFile(1), "seen.csv");
        using var done = await lead.Post(read.Headers.Location!.OriginalString, new() { ["Reason"] = "For the auditor." });
        var report = done.Headers.Location!.OriginalString;

        using var auditor = await SignedIn(Auditor);
        (await auditor.PageWhenDone(report)).ShouldContain("seen.csv");
        using (var upload = await auditor.Get(New)) upload.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var go = await auditor.Get("/registry/imports/not-an-id")) go.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var missing = await auditor.Get("/registry/imports/" + Guid.NewGuid())) missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var row = await auditor.Get(report + "/rows/99")) row.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var stranger = new Visitor(server.Address);
        using (var list = await stranger.Get("/registry/imports")) list.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var officer = await SignedIn(Officer);
        using (var upload = await officer.Get(New)) upload.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task In_French_every_page_has_its_words()
    {
        using var lead = await SignedIn("oren.basti");
        using var read = await lead.PostFile(New, AFile(2), "fr.csv");
        var check = read.Headers.Location!.OriginalString;
        using var done = await lead.Post(check, new() { ["Reason"] = "Pour la version française." });
        lead.Cookies.Add(server.Address, new Cookie("language", "fr"));
        (await lead.Page("/registry/imports")).ShouldContain("Inventaires importés");
        (await lead.Page(New)).ShouldContain("Lire le fichier");
        (await lead.PageWhenDone(done.Headers.Location!.OriginalString)).ShouldContain("sont devenus de nouveaux usages");
        (await lead.Page(done.Headers.Location!.OriginalString + "/rows/2")).ShouldContain("Le rang tel qu’il est arrivé");
    }
}
