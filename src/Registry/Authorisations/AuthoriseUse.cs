using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations;

/// <summary>A leader's yes, over exactly the content that was on the page, by somebody else than the one who prepared it.</summary>
public sealed class AuthoriseUse(UnitOfWork changes, LiveUses live, Accounts accounts)
{
    /// <param name="read">The hash of the content that the leader read.</param>
    public Task<Outcome<AuthorisationId>> Run(Actor actor, UseId id, AuthorisationId authorisation, string read, Reason? reason) => changes.Commit<AuthorisationId>(actor, work =>
    {
        if (work.FindUse(id) is not { } use || work.FindAuthorisation(authorisation) is not { } prepared || prepared.Use != id) return ActsRefusals.Unknown;
        if (actor.Account is not { } granter || accounts.Find(actor.Agency, granter) is not { } leader || !leader.May(Right.AuthoriseUse)) return ActsRefusals.NotAllowed;

        var refusals = use.CheckMove(Move.Authorise, reason);
        var waiting = prepared.State == AuthorisationState.Prepared
            ? prepared
            : work.Db.Set<Authorisation>().FirstOrDefault(row => row.Use == id && row.State == AuthorisationState.Prepared);
        if (waiting is null) refusals.Add(RegistryRefusals.NotWaiting);
        else
        {
            var current = AuthorisedContent.Of(use.Reference, use.Facts, waiting.Conditions, waiting.FromAt, waiting.UntilAt);
            refusals.AddRange(AuthorisationRules.Grant(waiting.PreparedBy, granter.Value, use.Prohibited, work.IsAssessed(use), read,
                AuthorisedContent.Read(prepared.Content), current, work.Now));
        }
        if (refusals.Count > 0) return refusals;

        if (work.FindAuthorisation(use.Authorisation) is { } earlier) earlier.Close(AuthorisationState.Replaced, actor.Id, work.Now);
        prepared.Grant(granter, leader.Called, work.Now);
        use.Hold(prepared, work.Now);
        use.Take(Move.Authorise, work.Now);
        work.RecordAbout(use, RegistryActs.UseAuthorised, reason, new
        {
            authorisation = prepared.Id,
            prepared.ContentHash,
            content = AuthorisedContent.Read(prepared.Content),
            preparedBy = prepared.PreparedBy,
            from = prepared.FromAt,
            until = prepared.UntilAt,
        });
        work.SettleAll(Subject.Of(RegistryActs.UseKind, use.Id));
        live.ChangedIn(work, use);
        return prepared.Id;
    });
}
