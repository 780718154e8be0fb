using System.Text;
using Probity.Ledger.Signatures;

namespace Probity.Ledger.Notes;

/// <summary>The private half of a note key: a log's or a witness's. A cosigner needs a key of its own, because cosignature/v1 does not bind its name.</summary>
public sealed class NoteSigner : IDisposable
{
    private readonly Ed25519Key _key;

    private NoteSigner(string name, NoteKeyKind kind, ReadOnlySpan<byte> seed)
    {
        _key = Ed25519Key.FromSeed(seed);
        Key = VerifierKey.Of(name, kind, _key.PublicKey);
    }

    /// <summary>A log's signer; its name is the log's origin. The seed has 32 bytes and stays with the caller.</summary>
    public static NoteSigner ForLog(string origin, ReadOnlySpan<byte> seed) => new(origin, NoteKeyKind.Ed25519, seed);

    /// <summary>A witness's signer.</summary>
    public static NoteSigner ForWitness(string name, ReadOnlySpan<byte> seed) => new(name, NoteKeyKind.CosignatureV1, seed);

    /// <summary>The public half, to be handed to verifiers.</summary>
    public VerifierKey Key { get; }

    /// <summary>The note with this signer's signature added. The time counts for a witness only, to the second.</summary>
    public SignedNote Sign(SignedNote note, DateTimeOffset at)
    {
        var text = Encoding.UTF8.GetBytes(note.Text);
        var bytes = Key.Kind == NoteKeyKind.CosignatureV1 ? Cosignature.Sign(_key, text, at) : _key.Sign(text);
        return note.With(new NoteSignature(Key.Name, Key.Id, bytes));
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
