using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Probity.Acts.Refusals;

namespace Probity.Registry.Inventory.Csv;

/// <summary>
/// Reads a comma-separated file (RFC 4180, UTF-8) record by record in flat memory and says everything that is wrong with its form.
/// Faults of single rows go with the row; faults of the file are <see cref="Refusals"/>, complete once <see cref="Rows"/> has been read to its end.
/// It never throws because of what the file contains.
/// </summary>
public sealed class InventoryReading : IDisposable
{
    private readonly CsvReader _csv;
    private readonly List<Refusal> _refusals = [];
    private CsvMalformedReason? _malformed;
    private long _malformedAt;
    private int _unlisted;

    private InventoryReading(Stream file)
    {
        _csv = CsvReader.Create(file, new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            Encoding = Encoding.UTF8,
            SkipEmptyLines = false,
            TrimWhitespace = false,
            TrackLineNumbers = true,
            MaxRecordSize = InventoryLimits.RowBytes,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = record => (_malformed, _malformedAt) = (record.Reason, record.ByteOffset),
        }, leaveOpen: true);
        Header = [];
        ReadHeader();
    }

    /// <param name="file">Stands at its beginning; stays open.</param>
    public static InventoryReading Of(Stream file) => new(file);

    /// <summary>The column names exactly as they stand in the file; empty where there is no usable header.</summary>
    public IReadOnlyList<string> Header { get; private set; }

    /// <summary>True if the first name of the header stands in quotation marks that it does not need: then every cell was quoted.</summary>
    public bool QuotesEverything { get; private set; }

    public IReadOnlyList<Refusal> Refusals =>
        _unlisted == 0 ? _refusals : [.. _refusals, InventoryRefusals.AndMore.With(("count", _unlisted))];

    private void ReadHeader()
    {
        if (!Next()) { if (_refusals.Count == 0) Refuse(InventoryRefusals.Empty); return; }
        var columns = _csv.FieldCount;
        if (columns > InventoryLimits.Columns) { Refuse(InventoryRefusals.TooManyColumns.With(("columns", columns), ("limit", InventoryLimits.Columns))); return; }
        if (!CellsAreUtf8(1, null)) return;
        var header = Enumerable.Range(0, columns).Select(_csv.GetString).ToList();
        if (columns == 1 && header[0].AsSpan().IndexOfAny(';', '\t', '|') is var at and >= 0)
        {
            Refuse(InventoryRefusals.Separator.With(("separator", header[0][at] switch { ';' => "semicolon", '\t' => "tab", _ => "bar" })));
            return;
        }
        for (var i = 0; i < columns; i++)
            if (string.IsNullOrWhiteSpace(header[i])) Refuse(InventoryRefusals.HeaderBlank.At(Place(1, null), ("number", i + 1)));
        foreach (var twice in header.Where(name => !string.IsNullOrWhiteSpace(name)).GroupBy(name => name.Trim(), StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            Refuse(InventoryRefusals.HeaderTwice.At(Place(1, twice.Key), ("column", twice.Key), ("count", twice.Count())));
        QuotesEverything = _csv.GetRawSpan(0) is [(byte)'"', ..] && header[0].AsSpan().IndexOfAny(",\"\r\n") < 0;
        Header = header;
    }

    /// <summary>Every record after the header. Stops at a fault after which no record can be told from the next.</summary>
    public IEnumerable<SourceRow> Rows()
    {
        if (Header.Count == 0) yield break;
        for (var number = 2; Next(); number++)
        {
            if (number - 1 > InventoryLimits.Rows)
            {
                Refuse(InventoryRefusals.TooManyRows.With(("limit", InventoryLimits.Rows)));
                yield break;
            }
            if (!CellsAreUtf8(number, Header)) continue;
            yield return Row(number);
        }
    }

    private bool Next()
    {
        _malformed = null;
        try
        {
            if (!_csv.Read()) return false;
        }
        catch (CsvFormatException tooLarge)
        {
            Refuse(InventoryRefusals.RowTooLarge.At(Place((int)Math.Min(int.MaxValue, tooLarge.RecordNumber), null), ("row", tooLarge.RecordNumber), ("limit", InventoryLimits.RowBytes / 1024 / 1024)));
            return false;
        }
        if (_malformed != CsvMalformedReason.UnterminatedQuote) return true;
        var row = (int)_csv.RowNumber;
        Refuse(InventoryRefusals.QuoteOpen.At(Place(row, ColumnName(_csv.FieldCount - 1)), ("row", row), ("column", ColumnName(_csv.FieldCount - 1)), ("line", _csv.LineNumber), ("byte", _malformedAt)));
        return false;
    }

    private string ColumnName(int i) => i < Header.Count ? Header[i] : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private SourceRow Row(int number)
    {
        var cells = new string[_csv.FieldCount];
        for (var i = 0; i < cells.Length; i++) cells[i] = _csv.GetString(i);
        List<RowNote>? notes = null;
        if (_malformed is not null) (notes ??= []).Add(RowNote.StrayQuote());
        if (cells.All(string.IsNullOrWhiteSpace)) (notes ??= []).Add(RowNote.NothingInIt());
        else if (cells.Length != Header.Count) (notes ??= []).Add(RowNote.CellCount(cells.Length, Header.Count));
        for (var i = 0; i < cells.Length; i++)
        {
            if (_csv.GetRawSpan(i).Length is > InventoryLimits.CellBytes and var bytes) (notes ??= []).Add(RowNote.CellTooLarge(ColumnName(i), bytes));
            var control = cells[i].AsSpan().IndexOfAny(Unwanted);
            if (control >= 0) (notes ??= []).Add(RowNote.ControlCharacter(ColumnName(i), cells[i][control]));
        }
        return new SourceRow(number, _csv.LineNumber, cells, notes is null ? null : Encoding.UTF8.GetString(_csv.RawRecord), notes ?? []);
    }

    /// <summary>C0 without tab and line breaks, DEL, and C1, which in text is always Windows-1252 decoded as Latin-1.</summary>
    private static readonly System.Buffers.SearchValues<char> Unwanted = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Concat(Enumerable.Range(127, 33)).Select(c => (char)c)]);

    private bool CellsAreUtf8(int number, IReadOnlyList<string>? header)
    {
        if (Utf8.IsValid(_csv.RawRecord)) return true;
        for (var i = 0; i < _csv.FieldCount; i++)
        {
            var raw = _csv.GetRawSpan(i);
            if (Utf8.IsValid(raw)) continue;
            var at = FirstInvalid(raw);
            var offset = _csv.ByteOffset + Offset(_csv.RawRecord, raw) + at;
            var column = header is null ? (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : ColumnName(i);
            Refuse(InventoryRefusals.NotUtf8.At(Place(number, column), ("row", number), ("line", _csv.LineNumber), ("column", column), ("byte", offset), ("value", "0x" + raw[at].ToString("X2", System.Globalization.CultureInfo.InvariantCulture))));
        }
        return false;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done) at += length;
        return Math.Min(at, bytes.Length - 1);
    }

    /// <summary>Where the part begins in the whole; both are views of one buffer.</summary>
    private static long Offset(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> part)
    {
        return whole.Overlaps(part, out var offset) ? offset : 0;
    }

    private void Refuse(Refusal refusal)
    {
        if (_refusals.Count < InventoryLimits.ListedFaults) _refusals.Add(refusal); else _unlisted++;
    }

    internal static string Place(int row, string? column) =>
        column is null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row {row}") : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"row {row}, {column}");

    public void Dispose() => _csv.Dispose();
}
