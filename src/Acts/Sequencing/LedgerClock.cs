using Probity.Acts.Storage;

namespace Probity.Acts.Sequencing;

/// <summary>Whether the clock can be believed, for whatever must not be done after its end. The signed time is asked at most once a second, since every opening wants to know, and at once when the clock went back meanwhile.</summary>
public sealed class LedgerClock(Reads reads, TimeProvider clock)
{
    private static readonly Statement LastSigned = new("SELECT signed_at FROM acts_ledger WHERE id = 1");
    private static readonly TimeSpan Stands = TimeSpan.FromSeconds(1);

    private Asked? _asked;

    public bool IsBehind
    {
        get
        {
            var (asked, now) = (_asked, clock.GetUtcNow());
            if (asked is null || now < asked.Now || clock.GetElapsedTime(asked.At) > Stands)
            {
                using var read = reads.Rent();
                _asked = asked = new(clock.GetTimestamp(), now, read.First(LastSigned, row => row.MomentOrNull(0), []));
            }
            return ClockRules.IsBehind(asked.SignedAt, now);
        }
    }

    private sealed record Asked(long At, DateTimeOffset Now, DateTimeOffset? SignedAt);
}
