using Probity.Acts.Storage;

namespace Probity.Acts.Sequencing;

/// <summary>Whether the clock can be believed, for whatever must not be done after its end. The signed time is asked at most once a second: every opening wants to know.</summary>
public sealed class LedgerClock(Reads reads, TimeProvider clock)
{
    private static readonly Statement LastSigned = new("SELECT signed_at FROM acts_ledger WHERE id = 1");
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(1);

    private Asked? _asked;

    public bool IsBehind
    {
        get
        {
            var asked = _asked;
            if (asked is null || clock.GetElapsedTime(asked.At) > Stands)
            {
                using var read = reads.Rent();
                _asked = asked = new(clock.GetTimestamp(), read.First(LastSigned, row => row.MomentOrNull(0), []));
            }
            return ClockRules.IsBehind(asked.SignedAt, clock.GetUtcNow());
        }
    }

    private sealed record Asked(long At, DateTimeOffset? SignedAt);
}
