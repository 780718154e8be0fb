using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Registry.Systems;
using Probity.Registry.Uses;

namespace Probity.Registry;

/// <summary>Every kind of act of this room; who may do it and what it says stand in docs/acts.md.</summary>
public static class RegistryActs
{
    public const string UseKind = "use", SystemKind = "system";
    public const int ReasonLength = 4000;

    public static readonly ActKind SystemRegistered = new("registry.system-registered");
    public static readonly ActKind SystemChanged = new("registry.system-changed", NeedsReason: true);
    public static readonly ActKind VersionAdded = new("registry.version-added");
    public static readonly ActKind VersionAssessed = new("registry.version-assessed", NeedsReason: true);
    public static readonly ActKind UseRegistered = new("registry.use-registered", NeedsReason: true);
    public static readonly ActKind UseFound = new("registry.use-found", NeedsReason: true);
    public static readonly ActKind UseChanged = new("registry.use-changed", NeedsReason: true);
    public static readonly ActKind UseAssessed = new("registry.use-assessed", NeedsReason: true);
    public static readonly ActKind AuthorisationPrepared = new("registry.authorisation-prepared", NeedsReason: true);
    public static readonly ActKind AuthorisationReturned = new("registry.authorisation-returned", NeedsReason: true);
    public static readonly ActKind UseAuthorised = new("registry.use-authorised", NeedsReason: true);
    public static readonly ActKind AuthorisationVoided = new("registry.authorisation-voided", NeedsReason: true);
    public static readonly ActKind AuthorisationWithdrawn = new("registry.authorisation-withdrawn", NeedsReason: true);
    public static readonly ActKind ConditionMet = new("registry.condition-met", NeedsReason: true);
    public static readonly ActKind ConditionBreached = new("registry.condition-breached", NeedsReason: true);
    public static readonly ActKind UseBegun = new("registry.use-begun", NeedsReason: true);
    public static readonly ActKind UseSuspended = new("registry.use-suspended", NeedsReason: true);
    public static readonly ActKind UsePaused = new("registry.use-paused", NeedsReason: true);
    public static readonly ActKind UseResumed = new("registry.use-resumed", NeedsReason: true);
    public static readonly ActKind UseEnded = new("registry.use-ended", NeedsReason: true);
    public static readonly ActKind UseRefused = new("registry.use-refused", NeedsReason: true);

    internal static void RecordAbout(this Work work, Use use, ActKind kind, Reason? reason, object payload) =>
        work.Record(new Act { Kind = kind, Subject = Subject.Of(UseKind, use.Id), Reason = reason, Payload = payload, Scope = KeyScope.Agency });

    internal static void RecordAbout(this Work work, AiSystem system, ActKind kind, Reason? reason, object payload) =>
        work.Record(new Act { Kind = kind, Subject = Subject.Of(SystemKind, system.Id), Reason = reason, Payload = payload, Scope = KeyScope.Agency });

    /// <summary>A reason in one's own words, not longer than people read.</summary>
    internal static void WantReason(this List<Refusal> refusals, Reason? reason)
    {
        if (reason is null || string.IsNullOrWhiteSpace(reason.Text)) refusals.Add(ActsRefusals.ReasonMissing.At("Reason"));
        else refusals.LimitLength("Reason", reason.Text, ReasonLength);
    }
}
