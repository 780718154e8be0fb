using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Probity.Registry.Inventory.Imports;
using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Inventory;

/// <summary>A long import in a process that is killed in the middle of it.</summary>
public sealed partial class KilledImportTests
{
    private const int Rows = 3 * ImportInventory.Chunk;

    [Fact]
    public async Task A_killed_import_stands_at_the_end_of_a_chunk_and_is_continued_to_the_end()
    {
        var folder = Directory.CreateTempSubdirectory("probity-import-").FullName;
        var text = new StringBuilder("id,use_case_name,development_stage\r\n");
        for (var row = 1; row <= Rows; row++) text.Append(CultureInfo.InvariantCulture, $"K-{row:00000},Reader {row},Deployed\r\n");
        var file = Encoding.UTF8.GetBytes(text.ToString());
        string report;
        CookieContainer cookies;

        using (var served = await ServedProcess.Start(folder, "--sample", "--links"))
        {
            var link = (await served.Line(line => line.StartsWith("AI lead", StringComparison.Ordinal))).Split(' ')[^1];
            using var lead = new Visitor(served.Address);
            await lead.SignIn(link);
            cookies = lead.Cookies;
            using var read = await lead.PostFile("/registry/imports/new", file, "long.csv");
            var confirming = lead.Post(read.Headers.Location!.OriginalString, new() { ["Reason"] = "To be killed." });
            using var other = new Visitor(served.Address, cookies);
            for (var tries = 0; !(await other.Page("/registry/imports")).Contains("long.csv", StringComparison.Ordinal); tries++) tries.ShouldBeLessThan(10_000);
            served.Kill();
            try
            {
                (await confirming).Dispose();
            }
            catch (HttpRequestException)
            {
                // Killed before it had answered: nothing was promised.
            }
        }

        using (var served = await ServedProcess.Start(folder))
        {
            using var lead = new Visitor(served.Address, cookies);
            var list = await lead.Page("/registry/imports");
            list.ShouldContain("Not complete");
            report = Link().Match(list).Value;
            var stopped = int.Parse(Done().Match(await lead.Page(report)).Groups[1].Value.Replace("\u202f", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
            (stopped % ImportInventory.Chunk).ShouldBe(0);
            stopped.ShouldBeInRange(ImportInventory.Chunk, Rows - ImportInventory.Chunk);
            using var go = await lead.Post(report, new() { ["Reason"] = "The machine was switched off." });
            go.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await lead.PageWhenDone(report)).ShouldContain("The file comes out again byte for byte.");
            using var csv = await lead.Get(report + "/inventory.csv");
            (await csv.Content.ReadAsByteArrayAsync()).ShouldBe(file);
            served.Kill();
        }
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("/registry/imports/[0-9a-f-]{36}")]
    private static partial Regex Link();

    [GeneratedRegex("([0-9\u202f]+) of [0-9\u202f]+ rows are written, each in full")]
    private static partial Regex Done();
}
