using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;

namespace Probity.Acts.Backups;

/// <summary>What the administrator does to the whole installation by the command line. Every agency of it has the act in its own journal.</summary>
public static class InstallationActs
{
    public static readonly ActKind DatabaseMoved = new("acts.database-moved");
    public static readonly ActKind BackupRestored = new("acts.backup-restored");
    public static readonly ActKind AgencyTaken = new("acts.agency-taken-in");
    public static readonly ActKind LedgerLeft = new("acts.ledger-left", NeedsReason: true);
    public static readonly ActKind MasterKeyChanged = new("acts.master-key-changed", NeedsReason: true);
    public static readonly ActKind ClockAccepted = new("acts.clock-accepted", NeedsReason: true);

    public static async Task RecordForAll(this UnitOfWork changes, IEnumerable<AgencyId> agencies, ActKind kind, object payload, Reason? reason = null)
    {
        foreach (var agency in agencies)
        {
            await changes.Commit<Done>(Actor.Installation(agency), work =>
            {
                work.Record(new Act { Kind = kind, Subject = Subject.Of("agency", agency), Reason = reason, Payload = payload, Scope = KeyScope.Agency });
                return Done.It;
            });
        }
    }
}
