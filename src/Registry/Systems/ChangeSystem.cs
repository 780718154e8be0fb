using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.Live;
using Probity.Registry.Uses;

namespace Probity.Registry.Systems;

/// <summary>Corrects what is said about a system. It decides nothing: what may run is decided per use and version.</summary>
public sealed class ChangeSystem(UnitOfWork changes, LiveUses live)
{
    /// <param name="seen">The version of the record that the person had on the page.</param>
    public Task<Outcome<Done>> Run(Actor actor, AiSystemId id, long seen, SystemFacts facts, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<AiSystem>().Find(id) is not { } system) return ActsRefusals.Unknown;
        var refusals = SystemRules.Check(facts);
        refusals.WantReason(reason);
        if (system.Version != seen) refusals.Add(ActsRefusals.ChangedMeanwhile);
        if (refusals.Count > 0) return refusals;
        var before = system.Facts;
        system.Become(facts);
        // The uses are found by their system's name too.
        var versions = work.Db.Set<SystemVersion>().Where(version => version.System == id).Select(version => version.Id).ToList();
        foreach (var use in work.Db.Set<Use>().Where(use => versions.Contains(use.SystemVersion))) use.FindBy(system);
        work.RecordAbout(system, RegistryActs.SystemChanged, reason, new { before, after = system.Facts });
        live.AllChangedIn(work);
        return Done.It;
    });
}
