using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.Registry.LifeCycle;
using Probity.Registry.Systems;

namespace Probity.Registry.Uses;

/// <param name="Reference">Given where the agency numbers by itself; otherwise the next number.</param>
/// <param name="Id">Given where the caller derives ids (a sample); otherwise a new one is made.</param>
/// <param name="Version">The system by name instead of by id; a name that is new becomes known with the use.</param>
public sealed record NewUse(UseFacts Facts, string? Reference = null, UseId? Id = null, NamedVersion? Version = null);

public sealed record UseRegistered(UseId Id, string Reference);

/// <summary>Enters a proposed use. Nothing may run because of it.</summary>
public sealed class RegisterUse(UnitOfWork changes)
{
    public Task<Outcome<UseRegistered>> Run(Actor actor, NewUse input, Reason? reason) => changes.Commit<UseRegistered>(actor, work =>
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        var facts = UseFactsRules.Tidy(input.Facts);
        var refusals = UseFactsRules.Check(facts);
        refusals.WantReason(reason);
        work.CheckNamed(facts, refusals);
        work.CheckVersion(facts, input.Version, refusals);
        var reference = References.Take(work, input.Reference);
        refusals.AddRange(reference.Refusals);
        if (refusals.Count > 0) return refusals;

        if (input.Version is { } named) facts = facts with { SystemVersion = work.MeetVersion(named).Id };
        var system = work.FindSystem(facts.SystemVersion);
        var use = Use.Of(input.Id ?? new UseId(Guid.CreateVersion7(work.Now)), actor.Agency, reference.Value!, UseState.Idea, facts, system!, work.Now);
        work.Db.Add(use);
        work.RecordAbout(use, RegistryActs.UseRegistered, reason, new { use.Reference, facts });
        return new UseRegistered(use.Id, use.Reference);
    });
}
