using Probity.Acts.Refusals;

namespace Probity.Acts.Backups;

/// <summary>Why a copy of an installation is not made or not taken.</summary>
public static class BackupRefusals
{
    /// <summary>The target holds an installation already; a copy never overwrites one.</summary>
    public static readonly RefusalCode TargetNotEmpty = new("acts.backup-target-not-empty", RefusalKind.Conflict);

    /// <summary>The database was last used by another version of the program.</summary>
    public static readonly RefusalCode OtherVersion = new("acts.backup-other-version", RefusalKind.Conflict);

    /// <summary>A file is missing, or is not the one that was written.</summary>
    public static readonly RefusalCode Damaged = new("acts.backup-damaged", RefusalKind.Invalid);

    /// <summary>Made under another master key than the one given.</summary>
    public static readonly RefusalCode OtherMasterKey = new("acts.backup-other-master-key", RefusalKind.Invalid);

    /// <summary>The backup has content whose keys the key backup does not have.</summary>
    public static readonly RefusalCode KeysOlder = new("acts.backup-keys-older", RefusalKind.Invalid);

    /// <summary>The signed state that was given is not by a ledger of this installation, or tells of another history.</summary>
    public static readonly RefusalCode OtherHistory = new("acts.backup-other-history", RefusalKind.Conflict);

    /// <summary>A backup of one agency was asked of a command for whole installations, or the reverse.</summary>
    public static readonly RefusalCode OtherExtent = new("acts.backup-other-extent", RefusalKind.Invalid);

    /// <summary>After copying, a table does not have as many rows as its source.</summary>
    public static readonly RefusalCode CountsDiffer = new("acts.backup-counts-differ", RefusalKind.Conflict);

    /// <summary>The disk or the database did not take or give what was asked.</summary>
    public static readonly RefusalCode NotWritten = new("acts.backup-not-written", RefusalKind.Unavailable);

    /// <summary>The agency of the package is in this installation already.</summary>
    public static readonly RefusalCode AgencyThere = new("acts.backup-agency-there", RefusalKind.Conflict);
}
