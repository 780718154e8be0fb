using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;

namespace Probity.Registry.Systems;

/// <summary>Makes a version known, offered or installed. No use moves to it by itself.</summary>
public sealed class AddVersion(UnitOfWork changes)
{
    public Task<Outcome<SystemVersionId>> Run(Actor actor, AiSystemId id, VersionFacts facts, SystemVersionId? versionId = null) => changes.Commit<SystemVersionId>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<AiSystem>().Find(id) is not { } system) return ActsRefusals.Unknown;
        var refusals = SystemRules.Check(facts);
        if (work.SameVersion(id, facts.Label.Trim()) is not null) refusals.Add(RegistryRefusals.VersionTaken.At(nameof(facts.Label), ("version", facts.Label)));
        if (refusals.Count > 0) return refusals;
        return work.AddVersion(system, facts, versionId).Id;
    });
}
