using System.Security.Cryptography;
using Probity.Acts.Refusals;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Inventory.Omb;

namespace Probity.Registry.Inventory.Imports;

/// <summary>A file that was read to its end and can be imported.</summary>
/// <param name="Rows">Records after the header, refused ones included.</param>
public sealed record CheckedFile(FileFacts Facts, OmbHeader Header, bool QuotesEverything, int Rows, bool GivesSameBytes)
{
    /// <summary>Reads the whole file twice, hands every row to <paramref name="each"/>, and writes nothing. Every fault is reported, not the first.</summary>
    /// <param name="file">Seekable.</param>
    public static Outcome<CheckedFile> Read(Stream file, Action<OmbHeader>? header, Action<MappedRow>? each)
    {
        file.Position = 0;
        var facts = FileFacts.Of(file);
        if (!facts.Done) return facts.Refused<CheckedFile>();
        file.Position = 0;
        using var reading = InventoryReading.Of(file);
        var columns = OmbHeader.Of(reading.Header);
        header?.Invoke(columns);
        var rules = new OmbMappingRules(columns);
        var rows = 0;
        using var hash = new HashingStream();
        using (var again = new InventoryWriting(hash, new CsvForm(facts.Value.ByteOrderMark, facts.Value.NewLine, reading.QuotesEverything)))
        {
            if (reading.Header.Count > 0) again.Write(reading.Header);
            foreach (var row in reading.Rows())
            {
                rows++;
                if (row.Raw is null) again.Write(row.Cells); else again.WriteRaw(row.Raw);
                each?.Invoke(rules.Map(row));
            }
        }
        List<Refusal> refusals = [.. reading.Refusals];
        if (reading.Header.Count > 0) refusals.AddRange(columns.Refusals);
        if (refusals.Count == 0 && rows == 0) refusals.Add(InventoryRefusals.NoRows);
        if (refusals.Count > 0) return refusals;
        return new CheckedFile(facts.Value, columns, reading.QuotesEverything, rows, hash.Sha256() == facts.Value.Sha256);
    }

    /// <summary>Forgets what is written and keeps its hash.</summary>
    private sealed class HashingStream : Stream
    {
        private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public string Sha256() => Convert.ToHexStringLower(_sha.GetCurrentHash());

        public override void Write(ReadOnlySpan<byte> buffer) => _sha.AppendData(buffer);
        public override void Write(byte[] buffer, int offset, int count) => _sha.AppendData(buffer, offset, count);
        public override void Flush() { }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _sha.Dispose();
            base.Dispose(disposing);
        }
    }
}
