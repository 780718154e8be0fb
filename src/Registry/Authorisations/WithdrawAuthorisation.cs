using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>Takes a permission back. Unlike a suspension it has to be asked for again.</summary>
public sealed class WithdrawAuthorisation(UnitOfWork changes, LiveUses live)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.AuthoriseUse)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var refusals = use.CheckMove(Move.Withdraw, reason);
        var granted = work.FindAuthorisation(use.Authorisation);
        if (granted is null && refusals.Count == 0) refusals.Add(RegistryRefusals.CannotWithdraw);
        if (refusals.Count > 0) return refusals;
        granted!.Close(AuthorisationState.Withdrawn, actor.Id, work.Now);
        use.Hold(null, work.Now);
        use.Take(Move.Withdraw, work.Now);
        work.RecordAbout(use, RegistryActs.AuthorisationWithdrawn, reason, new { authorisation = granted.Id, granted.ContentHash, state = use.State });
        live.ChangedIn(work, use);
        return Done.It;
    }, urgent: true);
}
