using System.Text;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Ledger.Notes;
using Probity.Ledger.Tiles;
using Probity.Ledger.Trees;

namespace Probity.Acts.Sequencing;

/// <summary>
/// The proof that one act stands in the evidence ledger under its newest signed state (C2SP tlog-proof): it names no content, and anyone who was given the act's entry checks it with the public key alone.
/// </summary>
public sealed class ActProofs(Reads reads, DataFolder folder, Sequencer sequencer)
{
    private static readonly Statement Leaf = new("SELECT id, leaf_index FROM acts_journal WHERE agency = @p0 AND id = @p1");
    private readonly TileFolder _tiles = new(folder.Ledger);

    public bool Exists(AgencyId agency, JournalId act)
    {
        using var read = reads.Rent();
        return read.Number(Leaf, agency, act) > 0;
    }

    /// <summary>The proof, or null where the act is not under a signed state yet: that is a matter of a second.</summary>
    /// <exception cref="IOException">The stored tiles cannot be read.</exception>
    public (long Index, string Text)? Of(AgencyId agency, JournalId act)
    {
        using var read = reads.Rent();
        var index = read.First(Leaf, row => row.NumberOrNull(1), agency, act);
        var state = sequencer.State();
        if (index is not { } at || at >= state.Signed || state.Checkpoint is null || !SignedNote.TryParse(Encoding.UTF8.GetBytes(state.Checkpoint), out var note)) return null;
        return (at, new TlogProof(at, MerkleProof.Inclusion(at, state.Signed, new TileHashReader(_tiles, state.Signed)), note).ToString());
    }
}
