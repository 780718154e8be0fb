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

    /// <param name="failing">The sequencer could not do its last step and tries again.</param>
    public static string Ledger(LedgerState state, DateTimeOffset started, DateTimeOffset now, bool failing = false) =>
        state.Frozen is not null ? "frozen" : failing ? "stuck" : now - (state.SignedAt > started ? state.SignedAt.Value : started) > LedgerLate ? "late" : Good;

    public static string Clock(DateTimeOffset? signedAt, DateTimeOffset now) => signedAt - now > ClockBehind ? "behind" : Good;

    /// <param name="writable">A file could be made there.</param>
    public static string Disk(long free, bool writable = true) => free < LeastFree ? "full" : writable ? Good : "read-only";

    public static string Due(DateTimeOffset lookedAt, DateTimeOffset now) => now - lookedAt > DueLate ? "stuck" : Good;
}
