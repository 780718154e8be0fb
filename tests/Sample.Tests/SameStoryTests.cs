using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Journal;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Ledger.Notes;
using Probity.Ledger.Verification;
using Probity.PortVerrin;

namespace Probity.Sample.Tests;

[Collection(OneSample.Name)]
public sealed partial class SameStoryTests(FilledSample sample)
{
    [Fact]
    public async Task The_ledger_of_the_sample_is_sound()
    {
        VerifierKey.TryParse((await File.ReadAllTextAsync(Path.Combine(sample.Path, "keys", "ledger.vkey"))).Trim(), out var key).ShouldBeTrue();
        var report = await Fsck.Run(Path.Combine(sample.Path, "ledger"), key);
        report.Faults.ShouldBeEmpty();
        report.Sound.ShouldBeTrue();
        var state = sample.Get<Sequencer>().State();
        (state.Size, state.Signed).ShouldBe((report.Entries, report.Entries));
    }

    [Fact]
    public void The_order_of_the_ledger_follows_time()
    {
        using var db = sample.Get<Reads>().Open(SampleAgency.Id);
        var times = db.Set<JournalRow>().OrderBy(row => row.LeafIndex).Select(row => row.At).ToList();
        times.ShouldBeInOrder();
        times[^1].ShouldBeLessThanOrEqualTo(FilledSample.Now);
    }

    [Fact]
    public async Task Filling_twice_tells_the_same_story_with_other_secrets()
    {
        var other = Directory.CreateTempSubdirectory("probity-sample-").FullName;
        try
        {
            (await PortVerrinSample.Fill(other, FilledSample.Now)).ShouldBeTrue();
            using (var rooms = FilledSample.Rooms(other))
            {
                var again = Acts(rooms.GetRequiredService<Reads>(), rooms.GetRequiredService<JournalBook>());
                var first = Acts(sample.Get<Reads>(), sample.Get<JournalBook>());
                again.Count.ShouldBe(first.Count);
                for (var i = 0; i < first.Count; i++) again[i].ShouldBe(first[i]);
                using var db = rooms.GetRequiredService<Reads>().Open(SampleAgency.Id);
                db.Set<Decision>().AsEnumerable().Select(decision => decision.Id).ShouldBe(sample.Decisions.Select(decision => decision.Id), ignoreOrder: true);
            }
            (await File.ReadAllBytesAsync(Path.Combine(other, "keys", "master.key"))).ShouldNotBe(await File.ReadAllBytesAsync(Path.Combine(sample.Path, "keys", "master.key")));
            // A directory that has an agency is left alone.
            var before = Digest(other);
            (await PortVerrinSample.Fill(other, FilledSample.Now.AddDays(3))).ShouldBeFalse();
            Digest(other).ShouldBe(before);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Theory, InlineData(22, 26), InlineData(3, 5), InlineData(23, 40)]
    public async Task The_sample_can_be_filled_at_any_hour_of_the_day(int hour, int minute)
    {
        var other = Directory.CreateTempSubdirectory("probity-sample-").FullName;
        try
        {
            (await PortVerrinSample.Fill(other, new DateTimeOffset(2027, 2, 11, hour, minute, 0, TimeSpan.Zero))).ShouldBeTrue();
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(path, "probity.db"))));

    /// <summary>Every act as it was said, without what is the installation's own: marks of persons, commitments, and ids that are made on the spot.</summary>
    private static List<string> Acts(Reads reads, JournalBook book)
    {
        List<Probity.Acts.Ids.JournalId> ids;
        using (var db = reads.Open(SampleAgency.Id)) ids = [.. db.Set<JournalRow>().OrderBy(row => row.LeafIndex).Select(row => row.Id)];
        using var read = reads.Rent();
        return [.. ids.Select(id => Own().Replace(Encoding.UTF8.GetString(book.Open(read, SampleAgency.Id, id)!.Canonical), "-"))];
    }

    [GeneratedRegex("\"p-[0-9a-f]{16}\"|\"commitment\":\"[^\"]+\"|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Own();
}
