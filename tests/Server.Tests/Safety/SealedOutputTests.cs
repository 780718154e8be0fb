using System.Net;
using System.Text;
using System.Text.Json;
using Probity.Acts.Storage;

namespace Probity.Server.Tests.Safety;

/// <summary>An output that nobody has been shown: everybody asks for it at every address there is, and searches for it, and it is nowhere.</summary>
public sealed class SealedOutputTests(TwoAgencies server) : IClassFixture<TwoAgencies>
{
    /// <summary>What only the output says; none of it is in the question.</summary>
    private static readonly string[] Marks = ["GALLERY-ONE", "GALLERY-TWO", "GALLERY-THREE"];

    [Fact]
    public async Task Nobody_reads_a_sealed_output_at_any_address()
    {
        var said = new List<string>();
        foreach (var caller in await server.Callers())
            foreach (var address in server.Doors.Where(door => door.IsGet).SelectMany(door => server.Addresses(door, server.World)).Where(OfTheSealedOne).Concat(Searches))
            {
                using var answer = await caller.Http.GetAsync(address);
                var all = $"{answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync()}";
                said.AddRange(Marks.Where(mark => all.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(mark => $"{caller.Name}: {address}: {mark}"));
            }
        said.ShouldBeEmpty();
        server.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_gets_a_sealed_output_out_of_a_refusal()
    {
        var (id, said) = (server.Sealed[server.World], new List<string>());
        var before = State(id);
        foreach (var caller in (await server.Callers()).Where(caller => caller.Name != "Officer"))
            foreach (var step in new[] { "view", "judgement", "second", "outcomes", "disclosure", "receipt/use" })
            {
                using var content = new StringContent(server.Bodies[$"/api/v1/decisions/{{id}}/{step}"], Encoding.UTF8, "application/json");
                using var answer = await caller.Http.PostAsync($"/api/v1/decisions/{id}/{step}", content);
                ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{caller.Name}: {step}");
                var all = $"{answer.Headers}{await answer.Content.ReadAsStringAsync()}";
                said.AddRange(Marks.Where(mark => all.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(mark => $"{caller.Name}: {step}: {mark}"));
            }
        said.ShouldBeEmpty();
        State(id).ShouldBe(before);
        server.Log.ShouldBeEmpty();
    }

    /// <summary>The sealed bytes lie in the database and in the files of the ledger under their key only.</summary>
    [Fact]
    public async Task A_sealed_output_stands_in_no_file_of_the_data_directory()
    {
        await server.World.Get<Acts.Sequencing.Sequencer>().Settle();
        // The ended decision was revealed and is in its receipt, for its own people; no file says it in the clear either.
        foreach (var file in Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == "lock") continue;
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var read = new StreamReader(open, Encoding.Latin1);
            var text = await read.ReadToEndAsync();
            foreach (var mark in Marks) text.Contains(mark, StringComparison.Ordinal).ShouldBeFalse($"{Path.GetRelativePath(server.Folder, file)} says {mark}");
        }
    }

    [Fact]
    public async Task The_marks_are_the_outputs_for_its_officer_reads_them_after_the_own_view()
    {
        var id = await server.Opened(Gate.GateServer.Opening(server.World, "MARKS-1", server.World.Officer));
        using var officer = await server.SignedIn(server.World.Officer);
        using var answer = await officer.PostAsync($"/api/v1/decisions/{id}/view", new StringContent(JsonSerializer.Serialize(Gate.GateServer.View()), Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = await answer.Content.ReadAsStringAsync() + await officer.GetStringAsync($"/decisions/{id}/judgement");
        Marks.Any(mark => shown.Contains(mark, StringComparison.Ordinal)).ShouldBeTrue();
    }

    /// <summary>By a part of the marks, for a page says again what was searched for.</summary>
    private static readonly string[] Searches =
        ["/search?q=GALLERY", "/decisions?q=GALLERY", "/decisions/export/decisions.csv?q=GALLERY", "/uses?q=GALLERY", "/accounts?q=GALLERY", "/training/certificates?q=GALLERY", "/api/v1/uses?q=GALLERY"];

    /// <summary>The other decision is ended; who may read its file reads what its officer was shown.</summary>
    private bool OfTheSealedOne(string address) => !address.Contains("/decisions/", StringComparison.Ordinal) || address.Contains(server.Sealed[server.World], StringComparison.Ordinal) || address.Contains("/export/", StringComparison.Ordinal);

    private string State(string id)
    {
        using var read = server.World.Get<Reads>().Rent();
        return read.First(new Statement("SELECT state FROM judgement_decision WHERE agency = @p0 AND id = @p1"), row => row.Text(0), server.World.Agency, Guid.Parse(id))!;
    }
}
