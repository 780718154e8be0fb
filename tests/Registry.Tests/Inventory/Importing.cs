using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.Registry.Inventory;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.LifeCycle;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests.Inventory;

public sealed class Importing : IDisposable
{
    private readonly Installation _house = new();

    private async Task<ImportDone> Import(byte[] file, Actor? actor = null, string name = "inventory.csv") =>
        (await _house.Get<ImportInventory>().Run(actor ?? _house.Lead, new InventoryFile(new MemoryStream(file), name, Installation.Because("The public inventory.")))).ShouldBeDone();

    private List<Use> Uses()
    {
        using var db = _house.Get<Reads>().Open(_house.Agency);
        return [.. db.Set<Use>().OrderBy(use => use.Reference)];
    }

    private int Rows<T>() where T : class
    {
        using var db = _house.Get<Reads>().Open(_house.Agency);
        return db.Set<T>().Count();
    }

    private async Task<byte[]> Export(ImportId id, ExportWish? wish = null)
    {
        var export = _house.Get<ExportInventory>();
        var to = new MemoryStream();
        await export.WriteCsv(export.Find(_house.Agency, id)!, to, wish ?? new ExportWish());
        return to.ToArray();
    }

    [Fact]
    public async Task Deployed_and_pilot_uses_arrive_as_found_in_use_with_a_clock_and_a_duty_for_whoever_takes_it()
    {
        var done = await Import(Given.AFileOf(8));
        (done.Report.Arrived, done.Report.FoundInUse, done.Report.Ideas, done.Report.Ended).ShouldBe((8, 4, 2, 2));
        var uses = Uses();
        uses.Select(use => use.State).ShouldBe([UseState.FoundInUse, UseState.Idea, UseState.FoundInUse, UseState.Ended, UseState.FoundInUse, UseState.Idea, UseState.FoundInUse, UseState.Ended]);
        var found = uses[0];
        (found.Reference, found.Name, found.UsedBy, found.Class, found.Category).ShouldBe(("MJ-0001", "Plate reader, 1", "Traffic, Ministry of Justice", RiskClass.High, PurposeCategory.ImageAnalysis));
        found.Owner.ShouldBeNull();
        found.FoundBy.ShouldBe("Dr Oren Basti");
        found.FoundHow.ShouldBe("inventory.csv, 2: MJ-0001, Deployed, 2024-01");
        found.FoundDueAt.ShouldBe(_house.Clock.GetUtcNow().AddDays(90));
        _house.Acts(found.Id).ShouldBe(["use-found"]);
        _house.Acts(uses[1].Id).ShouldBe(["use-registered"]);
        using var db = _house.Get<Reads>().Open(_house.Agency);
        db.Set<Duty>().Count(duty => duty.Holder == null).ShouldBe(4);
    }

    [Fact]
    public async Task The_import_itself_is_an_act_with_the_hash_of_the_file_and_the_counts()
    {
        var file = Given.AFileOf(4);
        var done = await Import(file);
        using var db = _house.Get<Reads>().Open(_house.Agency);
        var row = db.Set<JournalRow>().Single(act => act.Kind == "registry.inventory-imported");
        row.Subject.ShouldBe(done.Id.Value);
        using var read = _house.Get<Reads>().Rent();
        var payload = _house.Get<JournalBook>().Open(read, _house.Agency, row.Id)!.Act.GetProperty("payload");
        payload.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
        payload.GetProperty("arrived").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task The_same_file_again_adds_nothing_and_says_so()
    {
        var file = Given.AFileOf(5);
        var first = await Import(file);
        var acts = Rows<JournalRow>();
        var second = await Import(file, name: "renamed.csv");
        second.WasThere.ShouldBeTrue();
        (second.Id, second.Report.Arrived).ShouldBe((first.Id, 5));
        (Rows<Use>(), Rows<JournalRow>(), Rows<InventoryImport>()).ShouldBe((5, acts, 1));
    }

    [Fact]
    public async Task A_later_file_adds_what_is_new_and_names_what_differs_and_gives_back_all_its_own_cells()
    {
        await Import(Given.AFileOf(4));
        var later = Given.AFile(Given.Row(1), Given.Row(2, "Deployed"), Given.Row(9));
        var done = await Import(later);
        (done.Report.Arrived, done.Report.Already, done.Report.Differs).ShouldBe((1, 1, 1));
        Uses().Count.ShouldBe(5);
        Uses()[1].State.ShouldBe(UseState.Idea);
        (await Export(done.Id)).ShouldBe(later);
    }

    [Fact]
    public async Task Two_equal_rows_of_one_file_are_two_uses()
    {
        var done = await Import(Given.AFile(Given.Row(1), Given.Row(1), Given.Row(2, id: "")));
        done.Report.Arrived.ShouldBe(3);
        Uses().Select(use => use.Reference).ShouldBe(["AI-001", "AI-002", "MJ-0001"]);
        (await Import(Given.AFile(Given.Row(1), Given.Row(1), Given.Row(3)))).Report.Already.ShouldBe(2);
    }

    [Fact]
    public async Task An_id_that_cannot_be_a_reference_or_is_one_already_gives_way_to_a_reference_of_the_agency()
    {
        await _house.AUse(reference: "MJ-7");
        var file = Given.AFile(Given.Row(7, id: "MJ-7"), Given.Row(8, id: "mj - 8"));
        var preview = _house.Get<ImportInventory>().Preview(_house.Lead, new MemoryStream(file)).ShouldBeDone();
        var done = await Import(file);
        done.Report.Notes.Select(note => note.Word).ShouldBe(["id-unusable", "id-taken"]);
        preview.Report.Notes.ShouldBe(done.Report.Notes);
        Uses().Select(use => use.Reference).ShouldBe(["AI-001", "AI-002", "MJ-7"]);
    }

    [Fact]
    public async Task Rows_with_the_same_system_name_and_vendor_share_a_system_and_without_a_vendor_they_do_not()
    {
        static string Row(string id, string vendor) => $"MJ,M,{id},Veritone,Traffic,Deployed,,,,,,,{vendor},";
        await Import(Given.AFile(Row("A-1", "Veritone Inc"), Row("A-2", "Veritone Inc"), Row("A-3", ""), Row("A-4", "")));
        Rows<Systems.AiSystem>().ShouldBe(3);
    }

    [Fact]
    public async Task A_faulty_file_is_refused_with_every_place_and_nothing_is_written()
    {
        byte[] file = [.. Given.AFileOf(3), .. "MJ,M,\u00E9"u8[..6].ToArray(), 0xE9, .. ",x\r\n"u8];
        var before = Rows<JournalRow>();
        var refused = await _house.Get<ImportInventory>().Run(_house.Lead, new InventoryFile(new MemoryStream(file), "x.csv", Installation.Because()));
        refused.Refusals.ShouldContain(refusal => refusal.Code == InventoryRefusals.NotUtf8 && refusal.Place!.StartsWith("row 5", StringComparison.Ordinal));
        (Rows<Use>(), Rows<InventoryImport>(), Rows<JournalRow>()).ShouldBe((0, 0, before));
    }

    [Fact]
    public async Task A_refused_row_stays_out_of_the_register_and_comes_out_of_the_export_as_it_stood()
    {
        var file = Given.AFile(Given.Row(1), "MJ,only,three", Given.Row(2), "a,\u0001b" + new string(',', 12));
        var done = await Import(file);
        (done.Report.Arrived, done.Report.Refused).ShouldBe((2, 2));
        Uses().Count.ShouldBe(2);
        (await Export(done.Id)).ShouldBe(file);
    }

    [Fact]
    public async Task The_preview_counts_the_same_and_writes_nothing()
    {
        await Import(Given.AFileOf(4));
        var before = Rows<JournalRow>();
        var later = Given.AFile(Given.Row(1), Given.Row(2, "Deployed"), Given.Row(9), "short");
        var preview = _house.Get<ImportInventory>().Preview(_house.Lead, new MemoryStream(later)).ShouldBeDone();
        Rows<JournalRow>().ShouldBe(before);
        var done = await Import(later);
        preview.Id.ShouldBe(done.Id);
        System.Text.Json.JsonSerializer.Serialize(preview.Report).ShouldBe(System.Text.Json.JsonSerializer.Serialize(done.Report));
        preview.Notable.ShouldContain(row => row.Fate == RowFate.Refused && row.Number == 5);
    }

    [Fact]
    public async Task A_use_that_was_edited_comes_out_as_it_is_now_and_says_so_when_asked()
    {
        var file = Given.AFileOf(3);
        var done = await Import(file);
        var use = Uses()[0];
        (await _house.Get<EditUse>().Run(_house.Lead, use.Id, use.Version, use.Facts with { Purpose = "Finds cars, and only cars.", Class = RiskClass.Low, Category = PurposeCategory.ProcessOptimisation }, Installation.Because())).ShouldBeDone();
        using var reading = InventoryReading.Of(new MemoryStream(await Export(done.Id)));
        var cells = reading.Rows().First().Cells;
        cells[8].ShouldBe("Finds cars, and only cars.");
        cells[6].ShouldBe("High-impact");
        cells[7].ShouldBe("Computer Vision");
        (await Export(done.Id, new ExportWish(AsImported: true))).ShouldBe(file);

        using var told = InventoryReading.Of(new MemoryStream(await Export(done.Id, new ExportWish(Changes: true))));
        told.Header[^1].ShouldBe("probity_changes");
        var rows = told.Rows().ToList();
        rows[0].Cells[^1].ShouldContain("problem_solved:");
        rows[0].Cells[^1].ShouldContain("class: High -> Low");
        rows[1].Cells[^1].ShouldBe("");
    }

    [Fact]
    public async Task A_use_that_ended_comes_out_as_retired_and_a_pilot_that_goes_on_stays_a_pilot()
    {
        var done = await Import(Given.AFile(Given.Row(1, "Pilot"), Given.Row(2, "Pilot")));
        (await _house.Get<EndUse>().Run(_house.Roe, Uses()[0].Id, Installation.Because())).ShouldBeDone();
        using var reading = InventoryReading.Of(new MemoryStream(await Export(done.Id)));
        reading.Rows().Select(row => row.Cells[5]).ToList().ShouldBe(["Retired", "Pilot"]);
    }

    [Fact]
    public async Task A_long_import_is_written_in_chunks_and_an_interrupted_one_is_continued_to_the_same_end()
    {
        var file = Given.AFileOf(ImportInventory.Chunk + 50);
        var whole = (await Import(file)).Report;

        using var other = new Installation();
        var stopping = new StopAfterFirst();
        await Should.ThrowAsync<OperationCanceledException>(() => other.Get<ImportInventory>()
            .Run(other.Lead, new InventoryFile(new MemoryStream(file), "x.csv", Installation.Because()), stopping));
        using (var db = other.Get<Reads>().Open(other.Agency))
        {
            db.Set<Use>().Count().ShouldBe(ImportInventory.Chunk);
            db.Set<InventoryImport>().Single().IsDone.ShouldBeFalse();
        }
        var continued = (await other.Get<ImportInventory>().Run(other.Lead, new InventoryFile(new MemoryStream(file), "x.csv", Installation.Because()))).ShouldBeDone();
        continued.WasThere.ShouldBeFalse();
        System.Text.Json.JsonSerializer.Serialize(continued.Report).ShouldBe(System.Text.Json.JsonSerializer.Serialize(whole));
        using (var db = other.Get<Reads>().Open(other.Agency)) db.Set<Use>().Count().ShouldBe(ImportInventory.Chunk + 50);
    }

    /// <summary>As if the machine went away after the first transaction.</summary>
    private sealed class StopAfterFirst : IProgress<int>
    {
        public void Report(int value) => throw new OperationCanceledException();
    }

    [Fact]
    public async Task Another_agency_imports_the_same_file_for_itself()
    {
        var file = Given.AFileOf(3);
        await Import(file);
        var other = _house.AnAgency("elsewhere");
        var person = _house.APerson(other, "Someone Else", People.Roles.Role.AiLead);
        (await Import(file, person)).WasThere.ShouldBeFalse();
        Uses().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_imported()
    {
        var refused = await _house.Get<ImportInventory>().Run(_house.Lead, new InventoryFile(new MemoryStream(Given.AFileOf(1)), "x.csv", new Reason(" ")));
        refused.Refusals.ShouldHaveSingleItem().Code.Code.ShouldBe("acts.reason-missing");
        Uses().ShouldBeEmpty();
    }

    public void Dispose() => _house.Dispose();
}
