using Probity.Acts.Storage;

namespace Probity.Acts.Changes;

/// <summary>
/// "The rules read this row at this version": asked again inside the transaction. The statement takes the row's id and the agency and answers its version now.
/// </summary>
public readonly record struct RowVersion(Statement Question, object Id, object Agency, long Version);
