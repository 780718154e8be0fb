using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Probity.Registry.Inventory.Imports;

/// <summary>
/// Gives each row of a file its mark: SHA-256 over the names and texts of its filled cells, each with its length, so that the order of columns does not matter and no
/// two rows can be confused; a row that stands in the file again gets a number, because two lines are two entries. One instance reads one file from its beginning.
/// </summary>
public sealed class RowMarks(IReadOnlyList<string> header)
{
    private readonly int[] _order = [.. Enumerable.Range(0, header.Count).OrderBy(i => header[i].Trim(), StringComparer.OrdinalIgnoreCase)];
    private readonly Dictionary<string, int> _seen = [];

    public string Of(IReadOnlyList<string> cells, string? raw)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (raw is not null) Add(sha, raw);
        else
            foreach (var i in _order)
            {
                if (cells[i].Length == 0) continue;
                Add(sha, header[i].Trim().ToLowerInvariant());
                Add(sha, cells[i]);
            }
        var mark = Convert.ToHexStringLower(sha.GetHashAndReset().AsSpan(0, 16));
        var before = _seen.GetValueOrDefault(mark);
        _seen[mark] = before + 1;
        return before == 0 ? mark : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mark}-{before + 1}");
    }

    private static void Add(IncrementalHash sha, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        sha.AppendData(length);
        sha.AppendData(bytes);
    }
}
