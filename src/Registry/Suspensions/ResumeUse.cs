using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Webhooks;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Suspensions;

/// <summary>Lets a suspended use run again, only under a permission that still holds.</summary>
public sealed class ResumeUse(UnitOfWork changes, LiveUses live, WebhookBook webhooks)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.AuthoriseUse)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(Move.Resume, reason);
        if (use.State == UseState.Suspended) refusals.AddRange(BeginUse.Permission(use, work.Now));
        if (refusals.Count > 0) return refusals;
        use.Take(Move.Resume, work.Now);
        work.RecordAbout(use, RegistryActs.UseResumed, reason, new { authorisation = use.Authorisation });
        webhooks.Tell(work, WebhookEvent.UseResumed, Subject.Of(RegistryActs.UseKind, use.Id), new { use = use.Reference, state = use.State });
        live.ChangedIn(work, use);
        return Done.It;
    });
}
