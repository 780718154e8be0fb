using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Entries;

/// <summary>
/// 16 random bytes that name one entry and nothing else: the journal knows which act they belong to, the log cannot tell whether two
/// entries concern the same person. The default value is all zeros and is refused in an entry.
/// </summary>
public readonly record struct EntryHandle(UInt128 Value)
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 16;

    /// <summary>Length in unpadded base64url characters.</summary>
    public const int TextLength = 22;

    /// <summary>A fresh handle from the system's random source.</summary>
    public static EntryHandle New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return FromBytes(bytes);
    }

    /// <summary>Takes 16 bytes, big-endian.</summary>
    public static EntryHandle FromBytes(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Reads 22 characters of unpadded base64url in their one canonical spelling; the zero handle is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EntryHandle handle)
    {
        handle = default;
        if (text.Length != TextLength || !StrictBase64.TryDecodeUrl(text, out var bytes)) return false;
        handle = FromBytes(bytes);
        return handle.Value != 0;
    }

    /// <summary>The 16 bytes, big-endian.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>Unpadded base64url, 22 characters.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return Base64Url.EncodeToString(bytes);
    }
}
