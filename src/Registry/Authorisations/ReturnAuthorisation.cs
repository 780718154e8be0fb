using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>Not like this: sends a preparation back to whoever prepared it, with what is missing.</summary>
public sealed class ReturnAuthorisation(UnitOfWork changes, LiveUses live)
{
    public Task<Outcome<Done>> Run(Actor actor, UseId id, AuthorisationId authorisation, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.AuthoriseUse)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use || work.FindAuthorisation(authorisation) is not { } prepared || prepared.Use != id) return ActsRefusals.Unknown;
        List<Refusal> refusals = [];
        refusals.WantReason(reason);
        if (prepared.State != AuthorisationState.Prepared) refusals.Add(RegistryRefusals.NotWaiting);
        if (refusals.Count > 0) return refusals;
        prepared.Close(AuthorisationState.Returned, actor.Id, work.Now);
        work.RecordAbout(use, RegistryActs.AuthorisationReturned, reason, new { authorisation, prepared.ContentHash });
        work.Settle(PrepareAuthorisation.Duty, Subject.Of(RegistryActs.UseKind, use.Id));
        live.ChangedIn(work, use);
        return Done.It;
    });
}
