using System.Text;
using Probity.Acts.Refusals;
using Probity.Registry.Inventory;
using Probity.Registry.Inventory.Csv;

namespace Probity.Registry.Tests.Inventory;

/// <summary>What is said about a file that is not quite a CSV file.</summary>
public sealed class CsvReadings
{
    private static (List<SourceRow> Rows, IReadOnlyList<Refusal> Refusals, IReadOnlyList<string> Header) Read(byte[] file)
    {
        using var reading = InventoryReading.Of(new MemoryStream(file));
        var rows = reading.Rows().ToList();
        return (rows, reading.Refusals, reading.Header);
    }

    private static (List<SourceRow> Rows, IReadOnlyList<Refusal> Refusals, IReadOnlyList<string> Header) Read(string file) => Read(Encoding.UTF8.GetBytes(file));

    [Fact]
    public void Cells_come_exactly_as_they_stand_and_rows_count_as_a_spreadsheet_does()
    {
        var (rows, refusals, header) = Read("\uFEFFa,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n 2 ,\r\n");
        refusals.ShouldBeEmpty();
        header.ShouldBe(["a", "b"]);
        rows.Count.ShouldBe(2);
        rows[0].Cells.ShouldBe(["1", "x, \"y\"\nz"]);
        (rows[0].Number, rows[0].Line).ShouldBe((2, 2L));
        rows[1].Cells.ShouldBe([" 2 ", ""]);
        (rows[1].Number, rows[1].Line).ShouldBe((3, 4L));
        rows.ShouldAllBe(row => !row.Refused && row.Notes.Count == 0);
    }

    [Fact]
    public void A_byte_of_Windows_1252_is_named_with_row_column_and_offset()
    {
        var file = Encoding.Latin1.GetBytes("name,town\r\nOne,Paris\r\nTwo,Orl\u0092ans\r\nThree,N\u00EEmes\r\n");
        var (rows, refusals, _) = Read(file);
        rows.Count.ShouldBe(1);
        refusals.Count.ShouldBe(2);
        refusals.ShouldAllBe(refusal => refusal.Code == InventoryRefusals.NotUtf8);
        refusals[0].Place.ShouldBe("row 3, town");
        var offset = int.Parse(refusals[0].Values["byte"], System.Globalization.CultureInfo.InvariantCulture);
        file[offset].ShouldBe((byte)0x92);
        refusals[0].Values["value"].ShouldBe("0x92");
        refusals[1].Place.ShouldBe("row 4, town");
        file[int.Parse(refusals[1].Values["byte"], System.Globalization.CultureInfo.InvariantCulture)].ShouldBe((byte)0xEE);
    }

    [Fact]
    public void A_header_that_is_not_UTF_8_is_named()
    {
        var (rows, refusals, _) = Read(Encoding.Latin1.GetBytes("name,pr\u00E9nom\r\n1,2\r\n"));
        rows.ShouldBeEmpty();
        refusals.ShouldHaveSingleItem().Place.ShouldBe("row 1, 2");
    }

    [Fact]
    public void Many_broken_rows_are_counted_after_the_hundredth()
    {
        var (_, refusals, _) = Read(Encoding.Latin1.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,\u00E9\n", 150))));
        refusals.Count.ShouldBe(101);
        refusals[^1].Code.ShouldBe(InventoryRefusals.AndMore);
        refusals[^1].Values["count"].ShouldBe("50");
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_says_where_it_opened()
    {
        var (rows, refusals, _) = Read("a,b\r\n1,2\r\n3,\"4\r\n5,6\r\n7,8");
        rows.Count.ShouldBe(1);
        var refusal = refusals.ShouldHaveSingleItem();
        refusal.Code.ShouldBe(InventoryRefusals.QuoteOpen);
        refusal.Place.ShouldBe("row 3, b");
        refusal.Values["line"].ShouldBe("3");
    }

    [Fact]
    public void A_huge_unclosed_cell_stops_at_the_limit_and_not_in_memory()
    {
        var (_, refusals, _) = Read("a,b\n1,\"" + new string('x', 12 * 1024 * 1024));
        refusals.ShouldHaveSingleItem().Code.ShouldBe(InventoryRefusals.RowTooLarge);
    }

    [Fact]
    public void A_row_with_too_few_or_too_many_cells_is_refused_alone_and_kept_as_it_stood()
    {
        var (rows, refusals, _) = Read("a,b\r\n1\r\n1,2\r\n1,\"2\",3\r\n");
        refusals.ShouldBeEmpty();
        rows.Select(row => row.Refused).ShouldBe([true, false, true]);
        rows[0].Notes.ShouldHaveSingleItem().Code.ShouldBe("cell-count");
        rows[2].Raw.ShouldBe("1,\"2\",3");
        rows[2].Notes[0].Values["cells"].ShouldBe("3");
    }

    [Fact]
    public void Stray_quotes_control_characters_blank_lines_and_huge_cells_refuse_their_row_and_say_the_column()
    {
        var (rows, refusals, _) = Read("a,b\r\n1,5\" pipe\r\n\r\n,\r\n1,\u0001\r\n1," + new string('é', 40_000) + "\r\n1,\u0085\r\n1,2\r\n");
        refusals.ShouldBeEmpty();
        rows.Select(row => row.Notes is [var note, ..] ? note.Code : null).ShouldBe(["stray-quote", "nothing-in-it", "nothing-in-it", "control-character", "cell-too-large", "control-character", null]);
        rows[3].Notes[0].Column.ShouldBe("b");
        rows[3].Notes[0].Values["character"].ShouldBe("U+0001");
        rows[0].Raw.ShouldBe("1,5\" pipe");
    }

    [Theory]
    [InlineData("name;stage\r\n1;2\r\n", "semicolon")]
    [InlineData("name\tstage\r\n1\t2\r\n", "tab")]
    public void Another_separator_is_named(string file, string separator)
    {
        var refusal = Read(file).Refusals.ShouldHaveSingleItem();
        refusal.Code.ShouldBe(InventoryRefusals.Separator);
        refusal.Values["separator"].ShouldBe(separator);
    }

    [Fact]
    public void A_header_with_a_name_twice_or_none_is_refused_with_every_place()
    {
        var refusals = Read("id,,Name,name\r\n1,2,3,4\r\n").Refusals;
        refusals.Select(refusal => refusal.Code).ShouldBe([InventoryRefusals.HeaderBlank, InventoryRefusals.HeaderTwice], ignoreOrder: true);
    }

    [Fact]
    public void Too_many_columns_and_too_many_rows_are_refused()
    {
        Read(string.Join(',', Enumerable.Range(0, 201))).Refusals.ShouldHaveSingleItem().Code.ShouldBe(InventoryRefusals.TooManyColumns);
        var (rows, refusals, _) = Read("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", InventoryLimits.Rows + 1)));
        rows.Count.ShouldBe(InventoryLimits.Rows);
        refusals.ShouldHaveSingleItem().Code.ShouldBe(InventoryRefusals.TooManyRows);
    }

    [Fact]
    public void Facts_tell_size_hash_mark_and_line_ends()
    {
        var facts = FileFacts.Of(new MemoryStream("\uFEFFa,b\r\n1,2\r\n"u8.ToArray())).Value!;
        facts.ByteOrderMark.ShouldBeTrue();
        facts.NewLine.ShouldBe("\r\n");
        facts.Bytes.ShouldBe(13);
        facts.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("\uFEFFa,b\r\n1,2\r\n"u8)));
        FileFacts.Of(new MemoryStream("a,b\n1,2\n"u8.ToArray())).Value!.NewLine.ShouldBe("\n");
    }

    [Fact]
    public void UTF_16_spreadsheets_empty_and_oversized_files_are_told_apart()
    {
        static RefusalCode Code(byte[] file) => FileFacts.Of(new MemoryStream(file)).Refusals.ShouldHaveSingleItem().Code;
        Code(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b")).ToArray()).ShouldBe(InventoryRefusals.Utf16);
        Code(Encoding.BigEndianUnicode.GetBytes("name,stage\r\n")).ShouldBe(InventoryRefusals.Utf16);
        Code("PK\u0003\u0004 the rest of a spreadsheet"u8.ToArray()).ShouldBe(InventoryRefusals.NotText);
        Code([]).ShouldBe(InventoryRefusals.Empty);
        Code("\uFEFF"u8.ToArray()).ShouldBe(InventoryRefusals.Empty);
        Code(new byte[InventoryLimits.FileBytes + 1]).ShouldBe(InventoryRefusals.TooLarge);
    }
}
