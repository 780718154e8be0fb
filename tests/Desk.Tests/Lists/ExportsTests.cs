using System.Text;
using System.Text.Json;
using Probity.Desk.Lists;

namespace Probity.Desk.Tests.Lists;

public sealed class ExportsTests
{
    private sealed record Use(string? Name, int Count, DateOnly? Since, string[] Units);

    private static readonly Column<Use>[] Columns =
    [
        new("name", "sample.column.name", ColumnType.Text, u => u.Name),
        new("count", "sample.column.count", ColumnType.Number, u => u.Count),
        new("since", "sample.column.since", ColumnType.Day, u => u.Since),
    ];

    [Fact]
    public async Task A_CSV_has_a_head_CRLF_and_quotes_where_needed() =>
        (await Csv(new Use("Plate reading, port", 3, new DateOnly(2026, 6, 3), []), new Use("Said \"no\"\nand went", -5, null, [])))
            .ShouldBe("name,count,since\r\n\"Plate reading, port\",3,2026-06-03\r\n\"Said \"\"no\"\"\nand went\",-5,\r\n");

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\"")]
    [InlineData("a=b", "a=b")]
    [InlineData(" padded ", "\" padded \"")]
    [InlineData("", "")]
    public async Task A_text_that_would_run_as_a_formula_is_made_harmless(string name, string cell) =>
        (await Csv(new Use(name, 1, null, []))).ShouldBe($"name,count,since\r\n{cell},1,\r\n");

    [Fact]
    public async Task A_byte_order_mark_is_written_only_when_asked_for()
    {
        (await Bytes(bom: true)).Take(3).ShouldBe(new byte[] { 0xEF, 0xBB, 0xBF });
        (await Bytes(bom: false)).Take(1).ShouldBe(new[] { (byte)'n' });
    }

    [Fact]
    public async Task Numbers_dates_and_lists_do_not_follow_the_culture_of_the_thread()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("fr-FR");
        Column<Use>[] columns = [new("share", "", ColumnType.Number, _ => 0.5m), new("at", "", ColumnType.Moment, _ => new DateTimeOffset(2026, 11, 23, 11, 20, 0, TimeSpan.FromHours(1))), new("units", "", ColumnType.Several, u => u.Units)];
        using var to = new MemoryStream();
        await Exports.WriteCsv(to, columns, Rows(new Use("", 0, null, ["Harbour", "Old Town"])), bom: false);
        Encoding.UTF8.GetString(to.ToArray()).ShouldBe("share,at,units\r\n0.5,2026-11-23T10:20:00Z,Harbour; Old Town\r\n");
    }

    [Fact]
    public async Task JSON_is_an_array_of_objects_with_real_types()
    {
        using var to = new MemoryStream();
        await Exports.WriteJson(to, [.. Columns, new("units", "", ColumnType.Several, u => u.Units)], Rows(new Use("Caméra « port »", 3, null, ["A", "B"])));
        Encoding.UTF8.GetString(to.ToArray()).ShouldBe("""[{"name":"Caméra « port »","count":3,"since":null,"units":["A","B"]}]""");
    }

    [Fact]
    public async Task The_dictionary_says_what_each_column_means_in_both_languages()
    {
        using var to = new MemoryStream();
        await Exports.WriteDictionary(to, Columns, Given.Texts("ar"));
        using var read = JsonDocument.Parse(to.ToArray());
        read.RootElement.GetArrayLength().ShouldBe(3);
        read.RootElement[2].GetProperty("type").GetString().ShouldBe("date");
        read.RootElement[2].GetProperty("en").GetString().ShouldBe("First day of operation");
        read.RootElement[2].GetProperty("fr").GetString().ShouldBe("Premier jour d’exploitation");
    }

    [Fact]
    public async Task Many_rows_are_sent_as_they_are_read()
    {
        var to = new HighWater();
        await Exports.WriteCsv(to, Columns, Many(200_000, to), bom: false);
        to.Written.ShouldBeGreaterThan(2_000_000);
        to.LongestGap.ShouldBeLessThan(10_000, "rows read between two writes");
    }

    private static async IAsyncEnumerable<Use> Many(int n, HighWater to)
    {
        for (var i = 0; i < n; i++)
        {
            to.RowRead();
            yield return new Use("A use with a name", i, null, []);
        }
        await Task.CompletedTask;
    }

    /// <summary>Counts how many rows were read before bytes went out: memory must not follow the length of the list.</summary>
    private sealed class HighWater : MemoryStream
    {
        private int _rows;
        public int LongestGap { get; private set; }
        public long Written { get; private set; }
        public void RowRead() => LongestGap = Math.Max(LongestGap, ++_rows);
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("A synchronous write.");
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            _rows = 0;
            return ValueTask.CompletedTask;
        }
    }

    private static async Task<string> Csv(params Use[] uses)
    {
        using var to = new MemoryStream();
        await Exports.WriteCsv(to, Columns, Rows(uses), bom: false);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private static async Task<byte[]> Bytes(bool bom)
    {
        using var to = new MemoryStream();
        await Exports.WriteCsv(to, Columns, Rows(), bom);
        return to.ToArray();
    }

    private static async IAsyncEnumerable<Use> Rows(params Use[] uses)
    {
        foreach (var use in uses) yield return use;
        await Task.CompletedTask;
    }
}
