using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Ledger.Entries;
using Probity.Ledger.Json;
using Probity.Ledger.Trees;

namespace Probity.Acts.Journal;

/// <summary>An act ready to be written: committed to, encrypted, with the one leaf that will stand for it in the ledger.</summary>
public sealed record SealedAct(Actor Actor, ActKind Kind, Subject Subject, DateTimeOffset At, DataKey Key, byte[] Content, byte[] Entry, byte[] Commitment);

/// <summary>An act read back: its canonical JSON, the salt that opens its commitment, its leaf, and its place in the ledger once it has one.</summary>
public sealed record OpenedAct(JournalId Id, JsonElement Act, byte[] Canonical, byte[] Salt, byte[] Entry, long? LeafIndex);

/// <summary>
/// Seals acts for the journal and opens them again. The canonical act (RFC 8785) and a fresh 32-byte salt give the commitment; both are encrypted under the
/// scope's data key; the leaf carries kind, hour, an unlinkable handle and the commitment, and nothing else (docs/adr/0005).
/// </summary>
public sealed class JournalBook(DataKeys keys, MasterKey master)
{
    private static readonly Statement Insert = new("""
        INSERT INTO acts_journal(agency, kind, at, actor_kind, actor, subject_kind, subject, data_key, content, entry)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9) RETURNING id
        """);
    private static readonly Statement Select = new("SELECT id, data_key, content, entry, leaf_index FROM acts_journal WHERE agency = @p0 AND id = @p1");

    private readonly byte[] _handles = master.Derive("probity ledger handles v1");

    public SealedAct Seal(Actor actor, Act act, DateTimeOffset at)
    {
        return Seal(actor, act.Kind, act.Subject, at, keys.For(actor.Agency, act.Scope), Canonical(actor, act, at));
    }

    /// <summary>An act whose canonical JSON is at hand: one of millions that are written from one pattern. It must say what <paramref name="actor"/> and the rest say.</summary>
    /// <param name="canonical">As RFC 8785 spells it.</param>
    public SealedAct Seal(Actor actor, ActKind kind, Subject subject, DateTimeOffset at, DataKey key, ReadOnlySpan<byte> canonical)
    {
        var plain = new byte[Commitment.SaltSize + canonical.Length];
        RandomNumberGenerator.Fill(plain.AsSpan(0, Commitment.SaltSize));
        canonical.CopyTo(plain.AsSpan(Commitment.SaltSize));
        var commitment = Commitment.To(plain.AsSpan(0, Commitment.SaltSize), canonical);
        var entry = LedgerEntry.Of(kind.Name, at, Handle(subject, commitment), commitment).Encode();
        return new SealedAct(actor, kind, subject, at, key, key.Seal(plain, entry), entry, commitment.ToArray());
    }

    /// <summary>The act as the JSON that is committed to; see docs/integrate.md for its members.</summary>
    private static byte[] Canonical(Actor actor, Act act, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = HouseJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartObject("actor");
            json.WriteString("id", actor.Id);
            json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(actor.Kind.ToString()));
            json.WriteEndObject();
            json.WriteString("agency", actor.Agency.Value);
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("kind", act.Kind.Name);
            json.WritePropertyName("payload");
            JsonSerializer.Serialize(json, act.Payload, act.Payload.GetType(), HouseJson.Options);
            json.WritePropertyName("reason");
            JsonSerializer.Serialize(json, act.Reason, HouseJson.Options);
            json.WriteStartObject("subject");
            json.WriteString("id", act.Subject.Id);
            json.WriteString("kind", act.Subject.Kind);
            json.WriteEndObject();
            json.WriteNumber("v", 1);
            json.WriteEndObject();
        }
        return CanonicalJson.Canonicalise(buffer.WrittenSpan);
    }

    /// <summary>A keyed hash over subject and commitment: two entries about one subject cannot be linked without the key, and the agency can still find them.</summary>
    private EntryHandle Handle(Subject subject, Hash commitment)
    {
        Span<byte> text = stackalloc byte[16 + 32];
        subject.Id.TryWriteBytes(text, bigEndian: true, out _);
        commitment.CopyTo(text[16..]);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(_handles, text, mac);
        return EntryHandle.FromBytes(mac[..EntryHandle.Size]);
    }

    internal JournalId Write(Work work, SealedAct act)
    {
        keys.Store(work, act.Key);
        return new JournalId(work.Number(Insert, act.Actor.Agency, act.Kind.Name, act.At, act.Actor.Kind, act.Actor.Id, act.Subject.Kind, act.Subject.Id, act.Key.Id, act.Content, act.Entry));
    }

    /// <summary>Opens one act of the agency, or nothing where there is none.</summary>
    /// <exception cref="KeyDestroyedException">Its content was erased.</exception>
    /// <exception cref="CryptographicException">The stored bytes were altered.</exception>
    public OpenedAct? Open(Session read, AgencyId agency, JournalId id)
    {
        var row = read.First(Select, row => new { Id = row.Number(0), Key = row.Guid(1), Content = row.Bytes(2), Entry = row.Bytes(3), Leaf = row.NumberOrNull(4) }, agency, id);
        if (row is null) return null;
        var plain = keys.ById(agency, row.Key).Open(row.Content, row.Entry);
        var canonical = plain[Commitment.SaltSize..];
        using var document = JsonDocument.Parse(canonical);
        return new OpenedAct(new JournalId(row.Id), document.RootElement.Clone(), canonical, plain[..Commitment.SaltSize], row.Entry, row.Leaf);
    }
}
