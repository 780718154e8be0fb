using Probity.Acts.Sequencing;

namespace Probity.Server.Health;

/// <summary>One word for the state of each part, from what was seen. Shared by /ready and by "probity doctor"; the words stand in docs/operate.md.</summary>
public static class HealthRules
{
    public const string Good = "good";

    /// <summary>Below this much free space nothing more is taken: the database, the ledger and the log of the database must still be able to finish what they began.</summary>
    public const long LeastFree = 256L * 1024 * 1024;

    /// <summary>The ledger is signed once a minute when nothing happens.</summary>
    public static readonly TimeSpan LedgerLate = TimeSpan.FromMinutes(3);

    /// <summary>A clock may be set by a little; by more, expiries and the order of times in the record are in doubt.</summary>
    public static readonly TimeSpan ClockBehind = TimeSpan.FromMinutes(1);

    /// <summary>Timed work is looked at once a minute, and nothing of it may take longer than that.</summary>
    public static readonly TimeSpan DueLate = TimeSpan.FromMinutes(5);

    public static string Ledger(LedgerState state, DateTimeOffset started, DateTimeOffset now) =>
        state.Frozen is not null ? "frozen" : now - (state.SignedAt > started ? state.SignedAt.Value : started) > LedgerLate ? "late" : Good;

    public static string Clock(DateTimeOffset? signedAt, DateTimeOffset now) => signedAt - now > ClockBehind ? "behind" : Good;

    public static string Disk(long free) => free < LeastFree ? "full" : Good;

    public static string Due(DateTimeOffset lookedAt, DateTimeOffset now) => now - lookedAt > DueLate ? "stuck" : Good;
}
