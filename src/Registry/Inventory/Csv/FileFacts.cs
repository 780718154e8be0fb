using System.Buffers;
using System.Security.Cryptography;
using Probity.Acts.Refusals;

namespace Probity.Registry.Inventory.Csv;

/// <summary>What is known of a file before its rows are read: its size, its hash, and how it is written down.</summary>
/// <param name="NewLine">The line ending of the last record, so that an export gives the same one: "\r\n", "\n" or "\r".</param>
public sealed record FileFacts(long Bytes, string Sha256, bool ByteOrderMark, string NewLine, bool EndsWithNewLine)
{
    /// <summary>Reads the stream once from where it stands, in one pass and flat memory. O(n) in its length.</summary>
    public static Outcome<FileFacts> Of(Stream file)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            Span<byte> first = stackalloc byte[4096], last = stackalloc byte[2];
            long bytes = 0;
            int head = 0, tail = 0, read;
            while ((read = file.Read(buffer)) > 0)
            {
                var chunk = buffer.AsSpan(0, read);
                bytes += read;
                if (bytes > InventoryLimits.FileBytes)
                    return InventoryRefusals.TooLarge.With(("limit", InventoryLimits.FileBytes / 1024 / 1024));
                sha.AppendData(chunk);
                var take = Math.Min(first.Length - head, read);
                chunk[..take].CopyTo(first[head..]);
                head += take;
                if (read > 1) { chunk[^2..].CopyTo(last); tail = 2; }
                else { (last[0], last[1]) = (last[1], chunk[0]); tail = Math.Min(2, tail + 1); }
            }
            if (bytes == 0) return InventoryRefusals.Empty;
            if (Unreadable(first[..head]) is { } why) return why;
            var mark = head >= 3 && first[..3].SequenceEqual("\uFEFF"u8);
            if (bytes == (mark ? 3 : 0)) return InventoryRefusals.Empty;
            var ending = tail == 2 && last.SequenceEqual("\r\n"u8) ? "\r\n" : last[1] == (byte)'\n' ? "\n" : last[1] == (byte)'\r' ? "\r" : null;
            return new FileFacts(bytes, Convert.ToHexStringLower(sha.GetHashAndReset()), mark, ending ?? FirstEnding(first[..head]), ending is not null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Refusal? Unreadable(ReadOnlySpan<byte> first)
    {
        if (first is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return InventoryRefusals.Utf16;
        // A spreadsheet saved as .xlsx or .ods is a ZIP archive; a PDF says so itself.
        if (first.StartsWith("PK\u0003\u0004"u8) || first.StartsWith("%PDF"u8)) return InventoryRefusals.NotText;
        var zeros = first.Count((byte)0);
        // UTF-16 without a mark: in Western text every second byte is zero.
        if (first.Length >= 8 && zeros * 3 > first.Length) return InventoryRefusals.Utf16;
        return null;
    }

    private static string FirstEnding(ReadOnlySpan<byte> first)
    {
        var at = first.IndexOfAny((byte)'\r', (byte)'\n');
        if (at < 0) return "\r\n";
        return first[at] == (byte)'\n' ? "\n" : at + 1 < first.Length && first[at + 1] == (byte)'\n' ? "\r\n" : "\r";
    }
}
