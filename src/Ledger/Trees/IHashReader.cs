namespace Probity.Ledger.Trees;

/// <summary>
/// Gives stored hashes of <b>complete</b> subtrees. Proofs are pure functions over this one method (the idea of Go's
/// <c>sumdb/tlog</c>), so the same arithmetic serves a tree in memory, in tiles on disk or behind HTTP.
/// </summary>
public interface IHashReader
{
    /// <summary>
    /// The root of the 2^<paramref name="level"/> leaves that start at leaf <paramref name="index"/> * 2^<paramref name="level"/>;
    /// level 0 is the leaf hash itself. Throws when the storage cannot give it: a log that lost a hash has a fault, not an answer.
    /// </summary>
    Hash Read(int level, long index);
}
