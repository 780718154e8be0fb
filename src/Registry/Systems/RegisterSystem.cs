using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;

namespace Probity.Registry.Systems;

/// <param name="Id">Given where the caller derives ids (a sample); otherwise a new one is made.</param>
public sealed record NewSystem(SystemFacts System, VersionFacts FirstVersion, AiSystemId? Id = null, SystemVersionId? VersionId = null);

public sealed record SystemRegistered(AiSystemId System, SystemVersionId Version);

public sealed class RegisterSystem(UnitOfWork changes)
{
    public Task<Outcome<SystemRegistered>> Run(Actor actor, NewSystem input) => changes.Commit<SystemRegistered>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        var refusals = SystemRules.Check(input.System);
        refusals.AddRange(SystemRules.Check(input.FirstVersion));
        if (refusals.Count > 0) return refusals;
        var system = work.AddSystem(input.System, input.Id);
        var version = work.AddVersion(system, input.FirstVersion, input.VersionId);
        return new SystemRegistered(system.Id, version.Id);
    });
}
