using System.Text;
using Probity.Registry.Inventory;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Omb;

namespace Probity.Registry.Tests.Inventory;

/// <summary>Whatever a file contains, the answer is a report or refusals, and the counts add up.</summary>
public sealed class Mutations
{
    private static readonly byte[][] Pieces =
    [
        [0], [0xE9], [0xFF, 0xFE], "\""u8.ToArray(), "\"\""u8.ToArray(), ","u8.ToArray(), "\r"u8.ToArray(), "\n"u8.ToArray(), "\r\n"u8.ToArray(), "\u0001"u8.ToArray(), "\u0085"u8.ToArray(),
        "é"u8.ToArray(), "\uFEFF"u8.ToArray(), "['"u8.ToArray(), "Deployed"u8.ToArray(), "id"u8.ToArray(), "\uD83D\uDE00"u8.ToArray(), [0xF0, 0x9F], Encoding.ASCII.GetBytes(new string('x', 70_000)),
    ];

    [Fact]
    public void Broken_files_never_throw()
    {
        var random = new Random(20260601);
        for (var round = 0; round < Probity.Tests.Damage.Rounds(1000); round++)
        {
            var file = Given.AFileOf(random.Next(0, 12)).ToList();
            for (var change = random.Next(1, 6); change > 0; change--) Mutate(file, random);
            try
            {
                Check(file.ToArray());
            }
            catch (Exception fault) when (fault is not ShouldAssertException)
            {
                Assert.Fail($"Round {round}: {fault}\n{Convert.ToBase64String([.. file.Take(2000)])}");
            }
        }
    }

    private static void Mutate(List<byte> file, Random random)
    {
        if (file.Count == 0) return;
        var at = random.Next(file.Count);
        switch (random.Next(6))
        {
            case 0: file[at] = (byte)random.Next(256); break;
            case 1: file.RemoveRange(at, Math.Min(random.Next(1, 200), file.Count - at)); break;
            case 2: file.InsertRange(at, Pieces[random.Next(Pieces.Length)]); break;
            case 3: file.InsertRange(at, file.GetRange(0, Math.Min(file.Count, random.Next(1, 400)))); break;
            case 4: file.RemoveRange(at, file.Count - at); break;
            default: (file[at], file[^(1 + random.Next(file.Count))]) = (file[^1], file[at]); break;
        }
    }

    private static void Check(byte[] file)
    {
        ImportTally? tally = null;
        RowMarks? marks = null;
        var outcome = CheckedFile.Read(new MemoryStream(file), header => (tally, marks) = (new ImportTally(header), new RowMarks(header.Names)), row =>
        {
            marks!.Of(row.Source.Cells, row.Source.Raw).ShouldNotBeEmpty();
            tally!.Add(row, row.Source.Refused ? RowFate.Refused : RowFate.Arrived);
        });
        if (!outcome.Done)
        {
            outcome.Refusals.ShouldNotBeEmpty();
            return;
        }
        var report = tally!.Report();
        report.Rows.ShouldBe(outcome.Value.Rows);
        (report.Arrived + report.Refused).ShouldBe(report.Rows);
        (report.FoundInUse + report.Ideas + report.Ended).ShouldBe(report.Arrived);
        report.Columns.ShouldAllBe(column => column.Taken + column.Mapped + column.Kept + column.Other + column.Empty + column.Refused == report.Rows);
    }
}
