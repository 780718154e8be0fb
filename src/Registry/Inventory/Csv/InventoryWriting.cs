using System.Text;
using CsvHelper;

namespace Probity.Registry.Inventory.Csv;

/// <summary>How a file was written down, so that it can be given back the same way.</summary>
public sealed record CsvForm(bool ByteOrderMark, string NewLine, bool QuotesEverything);

/// <summary>Writes records as they came: the same cells, the same order, the same line ends; refused records as they stood.</summary>
public sealed class InventoryWriting : IDisposable
{
    private readonly CsvWriter _csv;
    private readonly Stream _to;
    private readonly byte[] _newLine;

    public InventoryWriting(Stream to, CsvForm form)
    {
        _to = to;
        _newLine = Encoding.ASCII.GetBytes(form.NewLine);
        _csv = CsvWriter.Create(to, new CsvWriterOptions
        {
            NewLine = form.NewLine,
            WriteByteOrderMark = form.ByteOrderMark,
            Quoting = form.QuotesEverything ? CsvQuoting.Always : CsvQuoting.WhenNeeded,
            ValidateFieldCount = false,
        }, leaveOpen: true);
    }

    public void Write(IReadOnlyList<string> cells)
    {
        foreach (var cell in cells) _csv.WriteField(cell);
        _csv.EndRecord();
    }

    public void WriteRaw(string record)
    {
        _csv.Flush();
        _to.Write(Encoding.UTF8.GetBytes(record));
        _to.Write(_newLine);
    }

    public void Flush() => _csv.Flush();

    public void Dispose()
    {
        _csv.Flush();
        _csv.Dispose();
    }
}
