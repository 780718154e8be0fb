using System.Buffers;
using System.Text.Json;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Notes;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Receipts;

/// <summary>Makes the bytes of a receipt from what the journal and the log hold.</summary>
public static class ReceiptBuilder
{
    /// <summary>
    /// The file. Says nothing about whether it verifies: the one who issues checks it with <see cref="ReceiptVerifier"/> first, against its own key, so that damaged storage
    /// shows here and not at the receiver.
    /// </summary>
    /// <param name="canonicalAct">The act "decision released" as it was committed to.</param>
    /// <param name="salt">The salt of its commitment.</param>
    /// <param name="entry">Its leaf.</param>
    /// <param name="steps">The leaves of the steps in the order the act names them, with their paths to the checkpoint of <paramref name="proof"/>.</param>
    /// <param name="proof">The act's inclusion, with the checkpoint note and its cosignatures.</param>
    public static byte[] Build(ReadOnlySpan<byte> canonicalAct, ReadOnlySpan<byte> salt, LedgerEntry entry, IEnumerable<ReceiptStepProof> steps, TlogProof proof)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("format", Receipt.Format);
            json.WritePropertyName("act");
            json.WriteRawValue(canonicalAct);
            json.WriteString("salt", System.Buffers.Text.Base64Url.EncodeToString(salt));
            json.WritePropertyName("entry");
            json.WriteRawValue(entry.Encode());
            json.WriteStartArray("steps");
            foreach (var step in steps)
            {
                json.WriteStartObject();
                json.WriteString("name", step.Name);
                json.WritePropertyName("entry");
                json.WriteRawValue(step.Entry.Encode());
                json.WriteNumber("index", step.Index);
                json.WriteStartArray("path");
                foreach (var hash in step.Path) json.WriteStringValue(hash.ToBase64());
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("proof", (proof with { Extra = null }).ToString());
            json.WriteEndObject();
        }
        return CanonicalJson.Canonicalise(buffer.WrittenSpan);
    }

    /// <summary>The proof of one step from a log's stored hashes.</summary>
    public static ReceiptStepProof Step(string name, LedgerEntry entry, long index, long size, IHashReader hashes) =>
        new(name, entry, index, MerkleProof.Inclusion(index, size, hashes));
}
