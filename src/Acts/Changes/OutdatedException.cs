namespace Probity.Acts.Changes;

/// <summary>Thrown inside a transaction when something prepared outside no longer fits; the change is undone and the verb asked again.</summary>
internal sealed class OutdatedException : Exception;
