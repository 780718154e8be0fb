using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Webhooks;
using Probity.Registry.Found;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Suspensions;

/// <summary>
/// Stops a use at once: it goes before everything that waits, and no decision that has not committed by then is opened.
/// What was found in use and never permitted is paused, which settles its clock.
/// </summary>
public sealed class SuspendUse(UnitOfWork changes, LiveUses live, WebhookBook webhooks)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.SuspendUse)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(Move.Suspend, reason);
        if (refusals.Count > 0) return refusals;
        var before = use.State;
        use.Take(Move.Suspend, work.Now);
        var paused = use.State == UseState.Paused;
        work.RecordAbout(use, paused ? RegistryActs.UsePaused : RegistryActs.UseSuspended, reason, new { before, authorisation = use.Authorisation });
        if (paused) work.Settle(ReportFoundUse.Duty, Subject.Of(RegistryActs.UseKind, use.Id));
        webhooks.Tell(work, WebhookEvent.UseSuspended, Subject.Of(RegistryActs.UseKind, use.Id), new { use = use.Reference, state = use.State });
        live.ChangedIn(work, use);
        return Done.It;
    }, urgent: true);
}
