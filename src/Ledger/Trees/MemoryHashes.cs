namespace Probity.Ledger.Trees;

/// <summary>A tree whose complete subtrees are all held in memory: 64 bytes a leaf. For tests, small trees and recomputation.</summary>
public sealed class MemoryHashes : IHashReader
{
    private readonly List<List<Hash>> _levels = [[]];

    /// <summary>Number of leaves.</summary>
    public long Size => _levels[0].Count;

    /// <summary>Adds a leaf by its hash and every subtree it completes.</summary>
    public void Append(in Hash leafHash)
    {
        _levels[0].Add(leafHash);
        for (var level = 0; _levels[level].Count % 2 == 0; level++)
        {
            if (level + 1 == _levels.Count) _levels.Add([]);
            _levels[level + 1].Add(Merkle.NodeHash(_levels[level][^2], _levels[level][^1]));
        }
    }

    /// <inheritdoc/>
    public Hash Read(int level, long index) => _levels[level][(int)index];
}
