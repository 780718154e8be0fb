using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Acts.Journal;

/// <summary>An act as lists show it: who, what, when, about what, and its place in the ledger. Its content is opened one at a time.</summary>
public sealed class JournalRow : IOwned
{
    public required JournalId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset At { get; init; }
    public required ActorKind ActorKind { get; init; }
    public required Guid Actor { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid Subject { get; init; }
    public long? LeafIndex { get; init; }
}
