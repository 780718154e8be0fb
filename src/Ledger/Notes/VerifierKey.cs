using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Probity.Ledger.Signatures;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Notes;

/// <summary>What a note key signs. The numbers are the signature type bytes of C2SP signed-note.</summary>
public enum NoteKeyKind
{
    /// <summary>0x01: Ed25519 over the note's text; the key of a log.</summary>
    Ed25519 = 0x01,
    /// <summary>0x04: Ed25519 over a time and the note's text (cosignature/v1); the key of a witness.</summary>
    CosignatureV1 = 0x04,
}

/// <summary>
/// The public half of a key that signs notes, as text <c>name+id+base64(type || key)</c>. Name and id together say which key made a signature;
/// trust comes from having been given this text, never from the id, which anyone can collide.
/// </summary>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private readonly byte[] _publicKey;

    private VerifierKey(string name, NoteKeyKind kind, byte[] publicKey)
    {
        (Name, Kind, _publicKey) = (name, kind, publicKey);
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)kind, .. publicKey]));
    }

    /// <summary>Key name; for a log its origin.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>First four bytes of SHA-256(name || LF || type || public key), big-endian.</summary>
    public uint Id { get; }

    /// <summary>The 32-byte Ed25519 public key.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>The key of these parts; a name that is not one, or bytes that are no public key, are a programming error.</summary>
    public static VerifierKey Of(string name, NoteKeyKind kind, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name)) throw new ArgumentException($"Not a key name: '{name}'.", nameof(name));
        if (!Ed25519.IsPublicKey(publicKey)) throw new ArgumentException("Not an Ed25519 public key.", nameof(publicKey));
        return new VerifierKey(name, kind, publicKey.ToArray());
    }

    /// <summary>Reads the text form. Refuses kinds this library cannot verify, keys whose id does not fit, and keys of small order.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key)
    {
        key = null;
        // The name contains no plus sign, base64 may.
        var parts = text.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || parts[1].Length != 8 || !parts[1].All(c => char.IsAsciiHexDigitLower(c))) return false;
        if (!uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)) return false;
        if (!StrictBase64.TryDecode(parts[2], out var bytes) || bytes.Length != 1 + Ed25519.PublicKeySize) return false;
        if (bytes[0] is not ((byte)NoteKeyKind.Ed25519 or (byte)NoteKeyKind.CosignatureV1) || !Ed25519.IsPublicKey(bytes.AsSpan(1))) return false;
        var read = new VerifierKey(parts[0], (NoteKeyKind)bytes[0], bytes[1..]);
        if (read.Id != id) return false;
        key = read;
        return true;
    }

    /// <summary>True for a key name: not empty, no Unicode space, no plus sign, no control character.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (char.IsWhiteSpace(c) || c == '+' || c < 0x20) return false;
        return !name.IsEmpty;
    }

    /// <summary>True when this key made the signature over the text (which ends in a line feed).</summary>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => Kind switch
    {
        NoteKeyKind.Ed25519 => Ed25519.Verify(_publicKey, text, signature),
        NoteKeyKind.CosignatureV1 => Cosignature.Verifies(_publicKey, text, signature),
        _ => false,
    };

    /// <summary>The text form.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Kind, .. _publicKey])}");

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) => other is not null && Name == other.Name && Kind == other.Kind && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Id);
}
