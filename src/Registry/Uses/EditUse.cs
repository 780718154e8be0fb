using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.Authorisations;
using Probity.Registry.LifeCycle;
using Probity.Registry.Live;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

/// <summary>
/// Changes what is said about a use. If anything of it was approved, the approval was for something else from this moment on:
/// the authorisation becomes void, the use falls back to assessed, and the gate stops.
/// </summary>
public sealed class EditUse(UnitOfWork changes, LiveUses live)
{
    /// <param name="seen">The version of the record that the person had on the page.</param>
    /// <param name="version">The system by name instead of by id; a name that is new becomes known with the edit.</param>
    public Task<Outcome<Done>> Run(Actor actor, UseId id, long seen, UseFacts input, Reason? reason, NamedVersion? version = null) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var facts = UseFactsRules.Tidy(input);
        var refusals = use.CheckMove(Move.Edit, reason);
        refusals.AddRange(UseFactsRules.Check(facts));
        work.CheckNamed(facts, refusals);
        work.CheckVersion(facts, version, refusals);
        if (use.Version != seen) refusals.Add(ActsRefusals.ChangedMeanwhile);
        if (refusals.Count > 0) return refusals;

        if (version is not null) facts = facts with { SystemVersion = work.MeetVersion(version).Id };
        var system = work.FindSystem(facts.SystemVersion);
        var differences = UseFactsRules.Differences(use.Facts, facts);
        if (differences.Count == 0) return RegistryRefusals.NothingChanged;
        use.Become(facts, system!, work.Now);
        work.RecordAbout(use, RegistryActs.UseChanged, reason, new { changes = differences });
        if (work.FindAuthorisation(use.Authorisation) is { } granted) Reopen(work, use, granted, facts, reason!);
        live.ChangedIn(work, use);
        return Done.It;
    });

    private static void Reopen(Work work, Use use, Authorisation granted, UseFacts facts, Reason reason)
    {
        var approved = AuthorisedContent.Read(granted.Content);
        var changed = AuthorisationRules.Changed(approved, AuthorisedContent.Of(use.Reference, facts, approved.Conditions, approved.From, approved.Until));
        if (changed.Count == 0) return;
        granted.Close(AuthorisationState.Void, work.Actor.Id, work.Now);
        use.Hold(null, work.Now);
        use.Take(Move.Withdraw, work.Now);
        work.RecordAbout(use, RegistryActs.AuthorisationVoided, reason, new { authorisation = granted.Id, granted.ContentHash, changed, state = use.State });
    }
}
