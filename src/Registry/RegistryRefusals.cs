using Probity.Acts.Refusals;

namespace Probity.Registry;

/// <summary>Everything this room says no with.</summary>
public static class RegistryRefusals
{
    public static readonly RefusalCode NameMissing = new("registry.name-missing", RefusalKind.Invalid);
    public static readonly RefusalCode TooLong = new("registry.too-long", RefusalKind.Invalid);
    public static readonly RefusalCode HashMalformed = new("registry.hash-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode KindMalformed = new("registry.kind-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode TooManyKinds = new("registry.too-many-kinds", RefusalKind.Invalid);
    public static readonly RefusalCode SystemMissing = new("registry.system-missing", RefusalKind.Invalid);
    public static readonly RefusalCode VersionUnknown = new("registry.version-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode VersionTaken = new("registry.version-taken", RefusalKind.Conflict);
    public static readonly RefusalCode UnitUnknown = new("registry.unit-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode OwnerUnknown = new("registry.owner-unknown", RefusalKind.Invalid);
    public static readonly RefusalCode ReferenceMalformed = new("registry.reference-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode ReferenceTaken = new("registry.reference-taken", RefusalKind.Conflict);
    public static readonly RefusalCode FoundInFuture = new("registry.found-in-future", RefusalKind.Invalid);
    public static readonly RefusalCode TitleMissing = new("registry.title-missing", RefusalKind.Invalid);
    public static readonly RefusalCode AssessorMissing = new("registry.assessor-missing", RefusalKind.Invalid);
    public static readonly RefusalCode AssessedInFuture = new("registry.assessed-in-future", RefusalKind.Invalid);
    public static readonly RefusalCode DayMissing = new("registry.day-missing", RefusalKind.Invalid);
    public static readonly RefusalCode ResultMissing = new("registry.result-missing", RefusalKind.Invalid);
    public static readonly RefusalCode NumberMissing = new("registry.number-missing", RefusalKind.Invalid);
    public static readonly RefusalCode NothingChanged = new("registry.nothing-changed", RefusalKind.Invalid);

    public static readonly RefusalCode Finished = new("registry.finished", RefusalKind.Conflict);
    public static readonly RefusalCode CannotPrepare = new("registry.cannot-prepare", RefusalKind.Conflict);
    public static readonly RefusalCode CannotAuthorise = new("registry.cannot-authorise", RefusalKind.Conflict);
    public static readonly RefusalCode CannotBegin = new("registry.cannot-begin", RefusalKind.Conflict);
    public static readonly RefusalCode CannotSuspend = new("registry.cannot-suspend", RefusalKind.Conflict);
    public static readonly RefusalCode CannotResume = new("registry.cannot-resume", RefusalKind.Conflict);
    public static readonly RefusalCode CannotWithdraw = new("registry.cannot-withdraw", RefusalKind.Conflict);
    public static readonly RefusalCode CannotEnd = new("registry.cannot-end", RefusalKind.Conflict);
    public static readonly RefusalCode CannotRefuse = new("registry.cannot-refuse", RefusalKind.Conflict);

    // What stands between a use and its authorisation.
    public static readonly RefusalCode Incomplete = new("registry.incomplete", RefusalKind.Invalid);
    public static readonly RefusalCode NotAssessed = new("registry.not-assessed", RefusalKind.Invalid);
    public static readonly RefusalCode Prohibited = new("registry.prohibited", RefusalKind.Forbidden);
    public static readonly RefusalCode EndMissing = new("registry.end-missing", RefusalKind.Invalid);
    public static readonly RefusalCode EndInPast = new("registry.end-in-past", RefusalKind.Invalid);
    public static readonly RefusalCode EndTooFar = new("registry.end-too-far", RefusalKind.Invalid);
    public static readonly RefusalCode BeginsAfterEnd = new("registry.begins-after-end", RefusalKind.Invalid);
    public static readonly RefusalCode ConditionMalformed = new("registry.condition-malformed", RefusalKind.Invalid);
    public static readonly RefusalCode ConditionTwice = new("registry.condition-twice", RefusalKind.Invalid);
    public static readonly RefusalCode NotKeeper = new("registry.not-keeper", RefusalKind.Forbidden);
    public static readonly RefusalCode ConditionUnknown = new("registry.condition-unknown", RefusalKind.Conflict);
    public static readonly RefusalCode ConditionInFuture = new("registry.condition-in-future", RefusalKind.Invalid);
    public static readonly RefusalCode OwnPreparation = new("registry.own-preparation", RefusalKind.Forbidden);
    public static readonly RefusalCode ContentChanged = new("registry.content-changed", RefusalKind.Conflict);
    public static readonly RefusalCode NotWaiting = new("registry.not-waiting", RefusalKind.Conflict);

    // Why the gate stays closed for a use.
    public static readonly RefusalCode UseUnknown = new("registry.use-unknown", RefusalKind.Forbidden);
    public static readonly RefusalCode NotAuthorised = new("registry.not-authorised", RefusalKind.Forbidden);
    public static readonly RefusalCode FoundOnly = new("registry.found-only", RefusalKind.Forbidden);
    public static readonly RefusalCode PausedUse = new("registry.paused-use", RefusalKind.Forbidden);
    public static readonly RefusalCode NotBegun = new("registry.not-begun", RefusalKind.Forbidden);
    public static readonly RefusalCode NotYet = new("registry.not-yet", RefusalKind.Forbidden);
    public static readonly RefusalCode Lapsed = new("registry.lapsed", RefusalKind.Forbidden);
    public static readonly RefusalCode SuspendedUse = new("registry.suspended-use", RefusalKind.Forbidden);
    public static readonly RefusalCode EndedUse = new("registry.ended-use", RefusalKind.Forbidden);
    public static readonly RefusalCode RefusedUse = new("registry.refused-use", RefusalKind.Forbidden);
    public static readonly RefusalCode KindNotCovered = new("registry.kind-not-covered", RefusalKind.Forbidden);
}
