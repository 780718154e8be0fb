namespace Probity.Acts.Changes;

/// <summary>
/// The connection was lost between the order to commit and its answer: the change stands or it does not, and only the database knows. Nobody may be told that nothing was recorded.
/// </summary>
internal sealed class InDoubtException(Exception fault) : Exception("Whether the change was committed is not known.", fault);
