namespace Probity.Acts.Ids;

/// <summary>The row of an act in the journal. It names the act and is never an order: order is the leaf index (docs/adr/0004).</summary>
public readonly record struct JournalId(long Value);
