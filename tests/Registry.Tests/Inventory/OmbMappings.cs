using System.Text;
using Probity.Registry.Inventory;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Inventory.Omb;
using Probity.Registry.Uses;

namespace Probity.Registry.Tests.Inventory;

/// <summary>What Probity takes of a row.</summary>
public sealed class OmbMappings
{
    private const string Header = "agency,agency_name,id,use_case_name,agency_bureau,development_stage,is_high_impact,classification,problem_solved,operational_date,contracting_usage,vendor_name,demographic_features,hi_training_established";

    private static List<MappedRow> Map(string header, params string[] rows)
    {
        using var reading = InventoryReading.Of(new MemoryStream(Encoding.UTF8.GetBytes(header + "\r\n" + string.Join("\r\n", rows) + "\r\n")));
        var rules = new OmbMappingRules(OmbHeader.Of(reading.Header));
        return [.. reading.Rows().Select(rules.Map)];
    }

    private static MappedRow One(string row) => Map(Header, row).ShouldHaveSingleItem();

    [Fact]
    public void A_deployed_use_arrives_as_found_in_use_with_its_words()
    {
        var row = One("DHS,Department of Homeland Security,DHS-1,Plate reader,CBP,Deployed,High-impact,Computer Vision,Find cars,01/2024,Vendor Purchased,ACME,\"['b) Sex', 'c) Age']\",Training Established");
        row.Use.ShouldBe(new UseDraft("DHS-1", "Plate reader", "CBP, Department of Homeland Security", "Find cars", PurposeCategory.ImageAnalysis, RiskClass.High, Arrival.FoundInUse, "Deployed", "2024-01", "ACME", false, ""));
        row.Notes.ShouldBeEmpty();
        row.Fates.ShouldBe([CellFate.Kept, CellFate.Taken, CellFate.Taken, CellFate.Taken, CellFate.Taken, CellFate.Mapped, CellFate.Mapped, CellFate.Mapped, CellFate.Taken, CellFate.Mapped, CellFate.Mapped, CellFate.Taken, CellFate.Kept, CellFate.Kept]);
    }

    [Theory]
    [InlineData("Deployed", Arrival.FoundInUse)]
    [InlineData("Pilot", Arrival.FoundInUse)]
    [InlineData("b) b)  Pilot – The use case has been deployed in a limited test or pilot capacity.", Arrival.FoundInUse)]
    [InlineData("Pre-deployment", Arrival.Idea)]
    [InlineData("a) Pre-deployment – The use case is in a development or acquisition status.", Arrival.Idea)]
    [InlineData("d) Retired – The use case was reported in the agency's prior year's inventory, but its development and/or use has since been discontinued.", Arrival.Ended)]
    [InlineData("Operation and Maintenance", Arrival.FoundInUse)]
    public void Every_way_to_write_a_stage_is_understood(string cell, Arrival arrival)
    {
        var row = One($"DOJ,Department of Justice,DOJ-1,Name,FBI,\"{cell}\",Not High-impact,Generative AI,p,2024,,,[],");
        row.Use!.Arrival.ShouldBe(arrival);
        row.Notes.ShouldNotContain(note => note.Code == "stage-unread");
    }

    [Fact]
    public void A_stage_that_cannot_be_read_arrives_as_found_in_use_and_says_so()
    {
        var row = One("DOJ,Department of Justice,DOJ-1,Name,FBI,somewhere between,Not High-impact,,,,,,[],");
        row.Use!.Arrival.ShouldBe(Arrival.FoundInUse);
        row.Use.Stage.ShouldBe("somewhere between");
        row.Notes.ShouldContain(note => note.Code == "stage-unread" && note.Column == "development_stage" && !note.Refuses);
        row.Fates[5].ShouldBe(CellFate.Other);
    }

    [Theory]
    [InlineData("High-impact", RiskClass.High)]
    [InlineData("a) High-impact", RiskClass.High)]
    [InlineData("Presumed High-Impact, but Not High-impact", RiskClass.Medium)]
    [InlineData("b) Presumed high-impact, but determined not high impact", RiskClass.Medium)]
    [InlineData("Not High-impact", RiskClass.NotAssessed)]
    [InlineData("", RiskClass.NotAssessed)]
    public void The_class_follows_from_what_the_source_says_about_impact(string cell, RiskClass risk) =>
        One($"DOJ,Department of Justice,DOJ-1,Name,FBI,Deployed,\"{cell}\",,p,,,,[],").Use!.Class.ShouldBe(risk);

    [Theory]
    [InlineData("Generative AI: AI that generates new or synthetic content (e.g., images, videos, audio, text, code).", PurposeCategory.ContentGeneration, CellFate.Mapped)]
    [InlineData("Agentic AI", PurposeCategory.WorkflowAutomation, CellFate.Mapped)]
    [InlineData("Classical ML", null, CellFate.Kept)]
    [InlineData("Other", null, CellFate.Other)]
    public void The_category_is_said_only_where_the_word_says_it(string cell, PurposeCategory? category, CellFate fate)
    {
        var row = One($"DOJ,Department of Justice,DOJ-1,Name,FBI,Deployed,High-impact,\"{cell}\",p,,,,[],");
        row.Use!.Category.ShouldBe(category);
        row.Fates[7].ShouldBe(fate);
    }

    [Theory]
    [InlineData("01/2024", "2024-01")]
    [InlineData("2019", "2019")]
    [InlineData("2025-09-08 00:00:00", "2025-09-08")]
    [InlineData("3/1/2024", "2024-03-01")]
    [InlineData("07/01/2025 00:00:00", "2025-07-01")]
    [InlineData("Jan-03", null)]
    [InlineData("soon", null)]
    public void Dates_are_read_as_precisely_as_they_are_written(string cell, string? date) => PartialDate.Of(cell).ShouldBe(date);

    [Fact]
    public void Rows_without_an_id_or_with_a_repeated_one_arrive_under_a_reference_of_their_own()
    {
        var rows = Map(Header, "DOJ,J,X-1,A,FBI,Deployed,High-impact,,,,,,[],", "DOJ,J,x-1,B,FBI,Deployed,High-impact,,,,,,[],", "DOJ,J,,C,FBI,Deployed,High-impact,,,,,,[],");
        rows.Select(row => row.Use!.SourceId).ShouldBe(["X-1", null, null]);
        rows[1].Notes.ShouldContain(note => note.Code == "id-repeated" && note.Values["row"] == "2");
        rows[2].Notes.ShouldContain(note => note.Code == "no-id");
    }

    [Fact]
    public void A_row_without_a_name_is_called_by_its_id_or_its_number()
    {
        var rows = Map(Header, "DOJ,J,X-1,,FBI,Deployed,High-impact,,,,,,[],", "DOJ,J,,,FBI,Deployed,High-impact,,,,,,[],");
        rows.Select(row => row.Use!.Name).ShouldBe(["X-1", "#3"]);
        rows.ShouldAllBe(row => row.Notes.Any(note => note.Code == "no-name"));
    }

    [Fact]
    public void Answers_outside_the_list_are_kept_and_named()
    {
        var row = One("DOJ,Department of Justice,DOJ-1,Name,FBI,Deployed,Maybe,High,p,Jan-03,,,\"['something else']\",b) Development of monitoring protocols is in-progess");
        row.Notes.Where(note => note.Code == "other-value").Select(note => note.Column).ShouldBe(["is_high_impact", "classification", "demographic_features", "hi_training_established"]);
        row.Notes.ShouldContain(note => note.Code == "date-unread" && note.Column == "operational_date");
        row.Use.ShouldNotBeNull();
    }

    [Fact]
    public void What_the_questionnaire_demands_and_the_row_leaves_empty_is_named()
    {
        var deployed = One("DOJ,Department of Justice,DOJ-1,Name,,Deployed,High-impact,NLP,p,,,,[],");
        deployed.Notes.Where(note => note.Code == "required-empty").Select(note => note.Column)
            .ShouldBe(["agency_bureau", "operational_date", "contracting_usage", "demographic_features", "hi_training_established"]);
        var retired = One("DOJ,Department of Justice,DOJ-1,Name,FBI,Retired,Not High-impact,,,,,,[],");
        retired.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Columns_in_another_order_unknown_and_missing_ones_are_handled_and_named()
    {
        var header = OmbHeader.Of(["Development_Stage", " use_case_name ", "our_own_column"]);
        header.Refusals.ShouldBeEmpty();
        header.Unknown.ShouldBe(["our_own_column"]);
        header.Missing.Count.ShouldBe(34);
        var row = Map("Development_Stage, use_case_name ,our_own_column", "Pilot,Name,x").ShouldHaveSingleItem();
        row.Use!.Arrival.ShouldBe(Arrival.FoundInUse);
        row.Fates.ShouldBe([CellFate.Mapped, CellFate.Taken, CellFate.Kept]);
        OmbHeader.Of(["id", "vendor_name"]).Refusals.Select(refusal => refusal.Place).ShouldBe(["row 1, use_case_name", "row 1, development_stage"]);
    }

    [Fact]
    public void Texts_longer_than_our_fields_are_shortened_and_say_so()
    {
        var row = One($"DOJ,J,DOJ-1,{new string('n', 300)},FBI,Deployed,High-impact,NLP,{new string('p', 5000)},2024,Vendor Purchased,v,[],");
        row.Use!.Name.Length.ShouldBe(200);
        row.Use.Purpose.Length.ShouldBe(4000);
        row.Notes.Count(note => note.Code == "shortened").ShouldBe(2);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("['a']", 1)]
    [InlineData("['a', \"it's\"]", 2)]
    [InlineData("[ 'a' , 'b' ]", 2)]
    [InlineData("['a',]", -1)]
    [InlineData("['a", -1)]
    [InlineData("[a]", -1)]
    [InlineData("a", -1)]
    public void Lists_are_read_as_Python_prints_them(string cell, int answers) => (ListCell.Parse(cell)?.Count ?? -1).ShouldBe(answers);
}
