namespace Probity.Acts.Sequencing;

/// <summary>
/// What the time of the last signed state says about the clock. Order never comes from a clock (the ledger's numbers give it), but ends do: of authorisations, certificates, receipts.
/// A clock that runs ahead ends them early and closes the gate by itself; one that was set back would open it again, so it is noticed.
/// </summary>
public static class ClockRules
{
    /// <summary>A clock may be set by a little.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The time of a signed state never goes back: a clock that was set back is seen until it has caught up or somebody says that it is right (<see cref="AcceptClock"/>).</summary>
    public static DateTimeOffset SignedAt(DateTimeOffset? before, DateTimeOffset now) => before > now ? before.Value : now;

    public static bool IsBehind(DateTimeOffset? signedAt, DateTimeOffset now) => signedAt - now > Tolerance;
}
