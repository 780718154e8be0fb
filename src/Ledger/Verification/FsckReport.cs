using System.Globalization;
using Probity.Ledger.Notes;

namespace Probity.Ledger.Verification;

/// <summary>What can be wrong with a stored log.</summary>
public enum FsckFaultKind
{
    /// <summary>The file is not there.</summary>
    Missing,
    /// <summary>The file could not be read.</summary>
    Unreadable,
    /// <summary>The file does not have its format; in a bundle, from the entry at the index on.</summary>
    Malformed,
    /// <summary>The checkpoint is not signed by the log's key, or is not this log's.</summary>
    BadSignature,
    /// <summary>The entry at the index is not the one that was logged: tile and parent agree against it.</summary>
    EntryChanged,
    /// <summary>The hash at the index (counted along its level) is not what the entries or the tiles below give.</summary>
    HashChanged,
    /// <summary>Entry and hash at the index differ, and nothing above says which is right.</summary>
    Disagreement,
    /// <summary>The leaf at the index is not a ledger entry (asked for by <see cref="FsckOptions.EntriesOnly"/>).</summary>
    NotAnEntry,
    /// <summary>The root that follows from the files is not the one that was signed.</summary>
    RootDiffers,
}

/// <summary>One fault: what, in which file, and at which index where one can be named.</summary>
public sealed record FsckFault(FsckFaultKind Kind, string File, long? Index = null)
{
    /// <summary>For messages: kind, file and index.</summary>
    public override string ToString() => Index is { } i ? string.Create(CultureInfo.InvariantCulture, $"{Kind} {File} index {i}") : $"{Kind} {File}";
}

/// <summary>What is checked beyond the hashes, and when to stop.</summary>
public sealed record FsckOptions
{
    /// <summary>Also demand that every leaf is a <see cref="Entries.LedgerEntry"/> and nothing else. Costs about a microsecond an entry.</summary>
    public bool EntriesOnly { get; init; }

    /// <summary>Number of faults after which the check stops; it then says so.</summary>
    public int MostFaults { get; init; } = 1000;

    /// <summary>Files read and hashed at the same time.</summary>
    public int Parallel { get; init; } = Math.Max(2, Environment.ProcessorCount);
}

/// <summary>The end of a check. Faults are in the order of the log; the first is the first damaged place.</summary>
/// <param name="Checkpoint">The signed state, or null when it could not be read.</param>
/// <param name="Entries">Entries hashed.</param>
/// <param name="Faults">Every fault found, or the first <see cref="FsckOptions.MostFaults"/>.</param>
/// <param name="Complete">Everything was looked at.</param>
public sealed record FsckReport(Checkpoint? Checkpoint, long Entries, IReadOnlyList<FsckFault> Faults, bool Complete)
{
    /// <summary>Everything was looked at and nothing is wrong.</summary>
    public bool Sound => Complete && Faults.Count == 0;
}
