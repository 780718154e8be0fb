using Probity.Registry.Inventory;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Omb;

namespace Probity.Registry.Tests.Inventory;

/// <summary>The real file: law-enforcement rows of the consolidated federal inventory, counted beforehand with another program.</summary>
public sealed class TheInventoryOf2025
{
    [FactWhereData(TestData.Inventory2025)]
    public void Every_row_and_cell_is_accounted_for()
    {
        using var file = TestData.Open(TestData.Inventory2025);
        using var reading = InventoryReading.Of(file);
        var header = OmbHeader.Of(reading.Header);
        var rules = new OmbMappingRules(header);
        var tally = new ImportTally(header);
        foreach (var row in reading.Rows()) tally.Add(rules.Map(row), RowFate.Arrived);
        var report = tally.Report();

        reading.Refusals.ShouldBeEmpty();
        (report.Rows, report.Arrived, report.Refused).ShouldBe((581, 581, 0));
        (report.FoundInUse, report.Ideas, report.Ended).ShouldBe((288 + 39, 202, 52));
        report.Stages.ShouldBe([new("Deployed", 288), new("Pre-deployment", 202), new("Retired", 52), new("Pilot", 39)]);
        report.Ids.ShouldBe(574);
        int Notes(string code) => report.Notes.SingleOrDefault(note => note.Word == code)?.Count ?? 0;
        (Notes("no-id"), Notes("id-repeated"), Notes("no-name"), Notes("date-unread")).ShouldBe((5, 2, 1, 4));
        Notes("id-unusable").ShouldBe(2);
        report.Columns.Count.ShouldBe(36);
        report.Columns.ShouldAllBe(column => column.Taken + column.Mapped + column.Kept + column.Other + column.Empty + column.Refused == 581);
        ColumnReport Column(string name) => report.Columns.Single(column => column.Name == name);
        Column("classification").ShouldBe(new ColumnReport("classification", 0, 157 + 89 + 8, 175 + 98, 2, 52, 0, "category"));
        (Column("id").Taken, Column("id").Kept, Column("id").Empty).ShouldBe((572, 4, 5));
        Column("demographic_features").Other.ShouldBe(62);
        Column("hi_training_established").Other.ShouldBe(2);
        Column("hi_public_consultation").Other.ShouldBe(1);
        Column("link_to_data").Empty.ShouldBe(581);
        (report.UnknownColumns.Count, report.MissingColumns.Count).ShouldBe((0, 0));
    }

    [FactWhereData(TestData.Inventory2025)]
    public void Written_again_it_is_the_same_file_byte_for_byte()
    {
        using var file = TestData.Open(TestData.Inventory2025);
        var facts = FileFacts.Of(file).Value!;
        file.Position = 0;
        var again = new MemoryStream();
        using (var reading = InventoryReading.Of(file))
        using (var writing = new InventoryWriting(again, new CsvForm(facts.ByteOrderMark, facts.NewLine, reading.QuotesEverything)))
        {
            writing.Write(reading.Header);
            foreach (var row in reading.Rows()) writing.Write(row.Cells);
        }
        again.Position = 0;
        FileFacts.Of(again).Value.ShouldBe(facts);
    }

    [FactWhereData(TestData.Inventory2025)]
    public async Task Imported_and_exported_it_is_the_same_in_every_cell()
    {
        using var house = new Installation();
        var original = await File.ReadAllBytesAsync(TestData.Find(TestData.Inventory2025)!);
        var done = (await house.Get<ImportInventory>().Run(house.Lead, new InventoryFile(new MemoryStream(original), TestData.Inventory2025, Installation.Because()))).ShouldBeDone();
        (done.Report.Arrived, done.Report.FoundInUse, done.Report.Ideas, done.Report.Ended, done.Report.Refused).ShouldBe((581, 327, 202, 52, 0));
        var export = house.Get<ExportInventory>();
        var import = export.Find(house.Agency, done.Id)!;
        import.GivesSameBytes.ShouldBeTrue();
        var again = new MemoryStream();
        await export.WriteCsv(import, again, new ExportWish());

        using var before = InventoryReading.Of(new MemoryStream(original));
        using var after = InventoryReading.Of(new MemoryStream(again.ToArray()));
        after.Header.ShouldBe(before.Header);
        var cells = 0;
        foreach (var (one, other) in before.Rows().Zip(after.Rows(), (one, other) => (one, other)))
        {
            other.Cells.ShouldBe(one.Cells);
            cells += one.Cells.Count;
        }
        cells.ShouldBe(581 * 36);
        again.ToArray().ShouldBe(original);
    }
}
