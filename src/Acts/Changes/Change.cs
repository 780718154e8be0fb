using Probity.Acts.Refusals;

namespace Probity.Acts.Changes;

/// <summary>
/// What a verb decided outside the transaction: the rows its rules read, with their versions, and the writes that follow. The unit of work applies it if
/// every version still stands and otherwise asks the verb again.
/// </summary>
/// <param name="Read">Versions to check again, or none where nothing was read that could change.</param>
/// <param name="Write">Runs on the writer inside the transaction; it may still refuse, for example on a unique key.</param>
public sealed record Change<T>(IReadOnlyList<RowVersion> Read, Func<Work, Outcome<T>> Write);
