namespace Probity.Acts.Refusals;

/// <summary>Refusals that every room can meet.</summary>
public static class ActsRefusals
{
    /// <summary>Three times in a row somebody else changed what the rules had read.</summary>
    public static readonly RefusalCode ChangedMeanwhile = new("acts.changed-meanwhile", RefusalKind.Conflict);

    public static readonly RefusalCode ReasonMissing = new("acts.reason-missing", RefusalKind.Invalid);

    public static readonly RefusalCode Unknown = new("acts.unknown", RefusalKind.Unknown);

    public static readonly RefusalCode NotAllowed = new("acts.not-allowed", RefusalKind.Forbidden);

    /// <summary>The writer does not answer or the database refuses: nothing was written and nothing is released.</summary>
    public static readonly RefusalCode StoreUnavailable = new("acts.store-unavailable", RefusalKind.Unavailable);

    /// <summary>The connection to the database was lost while it committed: it was recorded or it was not. A request with a key is sent again and done once.</summary>
    public static readonly RefusalCode StoreInDoubt = new("acts.store-in-doubt", RefusalKind.Unavailable);

    /// <summary>The clock stands before a time at which the ledger was signed: what has an end cannot be checked. Acts that protect life go on.</summary>
    public static readonly RefusalCode ClockBehind = new("acts.clock-behind", RefusalKind.Unavailable);

    /// <summary>The ledger found bytes that differ from what was signed. No receipt is issued until a new shard is opened.</summary>
    public static readonly RefusalCode LedgerFrozen = new("acts.ledger-frozen", RefusalKind.Unavailable);

    public static readonly RefusalCode GroundTooLong = new("acts.ground-too-long", RefusalKind.Invalid);

    /// <summary>The day until which something is to be held against erasure is over.</summary>
    public static readonly RefusalCode HoldPast = new("acts.hold-past", RefusalKind.Invalid);

    public static readonly RefusalCode KeyDestroyed = new("acts.key-destroyed", RefusalKind.Conflict);
}
