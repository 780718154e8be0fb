using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Probity.Ledger.Json;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Entries;

/// <summary>One field of a record with its value in canonical JSON and its own 32-byte salt.</summary>
public sealed record SaltedField(string Name, ReadOnlyMemory<byte> CanonicalValue, ReadOnlyMemory<byte> Salt);

/// <summary>
/// Commits to a record field by field, so that a court or a citizen can be shown one field with a proof and learn nothing of the others but their number.
/// Each field is committed to under its own salt; the commitments, in the order of the names, are the leaves of a small Merkle tree; the root is bound to their number:
/// SHA-256("probity.fields/v1" LF || count as four bytes, big-endian || tree root).
/// </summary>
public sealed class FieldCommitments
{
    private readonly SaltedField[] _fields;
    private readonly MemoryHashes _tree = new();

    private FieldCommitments(IEnumerable<SaltedField> fields)
    {
        _fields = [.. fields.OrderBy(f => f.Name, StringComparer.Ordinal)];
        for (var i = 1; i < _fields.Length; i++)
            if (_fields[i].Name == _fields[i - 1].Name) throw new ArgumentException($"The field '{_fields[i].Name}' is given twice.", nameof(fields));
        foreach (var field in _fields) _tree.Append(LeafOf(field));
        Root = RootOf(_fields.Length, Merkle.Root(_fields.Length, _tree));
    }

    /// <summary>What is published or put into an act; opens with <see cref="DisclosedField"/>.</summary>
    public Hash Root { get; }

    /// <summary>The fields with their salts, by name; to be kept in the operational store, never published.</summary>
    public IReadOnlyList<SaltedField> Fields => _fields;

    /// <summary>Commits to the members of a record under fresh salts.</summary>
    public static FieldCommitments Commit(JsonObject record) =>
        new(record.Select(member => new SaltedField(member.Key, CanonicalJson.Canonicalise(member.Value), Commitment.NewSalt())));

    /// <summary>The same commitments again, from the kept fields.</summary>
    public static FieldCommitments Restore(IEnumerable<SaltedField> fields) => new(fields);

    /// <summary>The proof of one field, or null when there is no such field.</summary>
    public DisclosedField? Disclose(string name)
    {
        var index = Array.FindIndex(_fields, f => f.Name == name);
        return index < 0 ? null : new DisclosedField(_fields[index], index, _fields.Length, MerkleProof.Inclusion(index, _fields.Length, _tree));
    }

    internal static Hash LeafOf(SaltedField field)
    {
        // Canonical JSON of [name, value]: no name and value can be cut differently.
        byte[] content = [(byte)'[', .. CanonicalJson.Canonicalise(JsonValue.Create(field.Name)), (byte)',', .. field.CanonicalValue.Span, (byte)']'];
        return Merkle.LeafHash(Commitment.Under("probity.field/v1\n"u8, field.Salt.Span, content).Bytes);
    }

    internal static Hash RootOf(int count, Hash treeRoot)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, count);
        return Hash.Sha256([.. "probity.fields/v1\n"u8, .. number, .. treeRoot.Bytes]);
    }
}

/// <summary>One field opened to a reader, with its place among the fields and its path.</summary>
public sealed record DisclosedField(SaltedField Field, int Index, int Count, IReadOnlyList<Hash> Path)
{
    /// <summary>True when exactly this name and value were committed to under the root.</summary>
    public bool Verify(in Hash root) =>
        Field.Salt.Length == Commitment.SaltSize && CanonicalJson.IsCanonical(Field.CanonicalValue.Span)
        && MerkleProof.TryRoot(FieldCommitments.LeafOf(Field), Index, Count, [.. Path], out var treeRoot) && FieldCommitments.RootOf(Count, treeRoot) == root;

    /// <summary>The value as text, for showing.</summary>
    public string ValueJson => Encoding.UTF8.GetString(Field.CanonicalValue.Span);
}
