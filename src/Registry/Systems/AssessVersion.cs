using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;

namespace Probity.Registry.Systems;

/// <summary>Notes that a version was assessed, and what was found.</summary>
public sealed class AssessVersion(UnitOfWork changes)
{
    public Task<Outcome<Done>> Run(Actor actor, SystemVersionId id, string notes, Reason? reason) => changes.Commit<Done>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        if (work.Db.Set<SystemVersion>().Find(id) is not { } version || work.Db.Set<AiSystem>().Find(version.System) is not { } system) return ActsRefusals.Unknown;
        List<Refusal> refusals = [];
        refusals.LimitLength("Notes", notes, SystemVersion.NotesLength);
        refusals.WantReason(reason);
        if (refusals.Count > 0) return refusals;
        version.Assess(notes);
        work.RecordAbout(system, RegistryActs.VersionAssessed, reason, new { version = id, version.Label, notes });
        return Done.It;
    });
}
