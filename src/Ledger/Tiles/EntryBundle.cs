using System.Buffers;
using System.Buffers.Binary;

namespace Probity.Ledger.Tiles;

/// <summary>What is wrong with a bundle.</summary>
public enum BundleFault
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>It ends inside a length or an entry.</summary>
    Truncated,
    /// <summary>It ends before the expected number of entries.</summary>
    TooFewEntries,
    /// <summary>Bytes follow the expected number of entries.</summary>
    TrailingBytes,
}

/// <summary>An entry bundle of C2SP tlog-tiles: for each entry its length in two bytes, big-endian, then its bytes.</summary>
public static class EntryBundle
{
    /// <summary>Most bytes in an entry.</summary>
    public const int MaxEntrySize = ushort.MaxValue;

    /// <summary>Appends one entry; a longer one than <see cref="MaxEntrySize"/> is a programming error.</summary>
    public static void Append(IBufferWriter<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, MaxEntrySize);
        var to = bundle.GetSpan(2 + entry.Length);
        BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)entry.Length);
        entry.CopyTo(to[2..]);
        bundle.Advance(2 + entry.Length);
    }

    /// <summary>The bundle of the given entries.</summary>
    public static byte[] Encode(IEnumerable<ReadOnlyMemory<byte>> entries)
    {
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var entry in entries) Append(bundle, entry.Span);
        return bundle.WrittenSpan.ToArray();
    }

    /// <summary>Reads a bundle that must hold exactly <paramref name="count"/> entries. With a fault, the entries before it are still given.</summary>
    public static BundleFault Decode(ReadOnlyMemory<byte> bundle, int count, out IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var found = new List<ReadOnlyMemory<byte>>(count);
        entries = found;
        while (found.Count < count)
        {
            if (bundle.IsEmpty) return BundleFault.TooFewEntries;
            var rest = bundle.Span;
            if (!TryNext(ref rest, out var entry)) return BundleFault.Truncated;
            found.Add(bundle.Slice(2, entry.Length));
            bundle = bundle[(2 + entry.Length)..];
        }
        return bundle.IsEmpty ? BundleFault.None : BundleFault.TrailingBytes;
    }

    /// <summary>Takes the next entry off the front of a bundle, without a copy; false when the bundle ends inside it.</summary>
    public static bool TryNext(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> entry)
    {
        entry = default;
        if (rest.Length < 2) return false;
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length < 2 + length) return false;
        entry = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }
}
