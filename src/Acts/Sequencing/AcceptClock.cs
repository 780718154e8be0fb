using Probity.Acts.Backups;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Sequencing;

/// <summary>
/// Says that the clock of this machine is right although the ledger was signed at a later time: the clock was ahead then. What falls due is looked at again at once, because it was
/// put off by that clock; whatever is not wanted yet puts itself off again (docs/adr/0012).
/// </summary>
public sealed class AcceptClock(UnitOfWork changes)
{
    private static readonly Statement LastSigned = new("SELECT signed_at FROM acts_ledger WHERE id = 1");
    private static readonly Statement Believe = new("UPDATE acts_ledger SET signed_at = @p0 WHERE id = 1");
    private static readonly Statement LookAgain = new("UPDATE acts_due SET at = @p0, claimed_until = NULL WHERE done_at IS NULL AND at > @p0");

    /// <summary>The time that was signed and is no longer believed; nothing where the clock is not behind it.</summary>
    public async Task<Outcome<DateTimeOffset?>> Run(IEnumerable<AgencyId> agencies, Reason reason)
    {
        var outcome = await changes.Commit<DateTimeOffset?>(Actor.Installation(default), work =>
        {
            if (work.First(LastSigned, row => row.MomentOrNull(0), []) is not { } signed || signed <= work.Now) return Outcome<DateTimeOffset?>.Of(null);
            work.Execute(Believe, work.Now);
            work.Execute(LookAgain, work.Now);
            return signed;
        });
        if (outcome is { Done: true, Value: { } was }) await changes.RecordForAll(agencies, InstallationActs.ClockAccepted, new { SignedAt = was }, reason);
        return outcome;
    }
}
