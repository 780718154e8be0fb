using System.Globalization;
using Probity.Acts.Sequencing;
using Probity.Judgement.Decisions;
using Probity.Ledger.Entries;

namespace Probity.Judgement.Receipts;

/// <summary>
/// What a printed receipt carries to be found and compared: the ledger's name, the number of the releasing act in it, and the SHA-256 of that entry's leaf (RFC 6962).
/// Not the hash of the file: a file fetched later carries a later signed state and so has other bytes, while the leaf never changes.
/// </summary>
public sealed record ReceiptIdentity(string Ledger, long Number, string LeafHash)
{
    public static ReceiptIdentity? Of(LogKey log, DecisionFile file) =>
        file.Act(StepName.Released) is { LeafIndex: { } index } act && LedgerEntry.TryParse(act.Entry, out var entry)
            ? new ReceiptIdentity(log.Origin, index, Convert.ToHexStringLower(entry.LeafHash().ToArray())) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"probity-receipt/v1 {Ledger} {Number} sha256:{LeafHash}");
}
