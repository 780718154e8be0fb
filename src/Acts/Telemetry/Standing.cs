using System.Diagnostics.Metrics;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;

namespace Probity.Acts.Telemetry;

/// <summary>What stands at this moment: what waits, and for how long. Asked only when somebody collects, and about the whole installation; no row is read out.</summary>
public sealed class Standing : IDisposable
{
    /// <summary>Acts that are committed and have no number yet, whose ever they are: the ledger is one.</summary>
    private static readonly Statement Unnumbered = new("SELECT count(*) FROM acts_journal WHERE leaf_index IS NULL");

    private readonly Meter _meter = new(Measures.Name);

    public Standing(UnitOfWork changes, Sequencer sequencer, DueRunner due, Reads reads, TimeProvider clock)
    {
        _meter.CreateObservableGauge("probity.writer.queue", () => changes.Queue, "{change}", "Changes that wait for the writer");
        _meter.CreateObservableGauge("probity.ledger.unnumbered", () =>
        {
            using var read = reads.Rent();
            return read.Number(Unnumbered);
        }, "{act}", "Committed acts without a number in the ledger");
        _meter.CreateObservableGauge("probity.ledger.signed_age", () => Since(sequencer.State().SignedAt, clock), "s", "Since the ledger was signed");
        _meter.CreateObservableGauge("probity.due.overdue", () => Since(due.Waiting(1) is [var first] ? first.At : null, clock), "s", "How long the oldest timed work has been due");
    }

    /// <summary>Nothing, and nothing yet, is zero.</summary>
    private static double Since(DateTimeOffset? at, TimeProvider clock) => at is { } then ? Math.Max(0, (clock.GetUtcNow() - then).TotalSeconds) : 0;

    public void Dispose() => _meter.Dispose();
}
