using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Agencies;
using Probity.Registry.Uses;

namespace Probity.Registry.Authorisations.Keeping;

/// <summary>Whoever keeps a condition says on which day it was met, or that it was not, and what shows it. The owner of the use keeps its conditions, and who keeps the register.</summary>
public sealed class RecordCondition(UnitOfWork changes, AgencyBook agencies)
{
    /// <param name="evidence">What shows it; it is the reason of the act.</param>
    public Task<Outcome<ConditionRecordId>> Run(Actor actor, UseId id, string condition, ConditionResult result, DateOnly day, string? evidence) => changes.Commit<ConditionRecordId>(actor, work =>
    {
        if (work.FindUse(id) is not { } use) return ActsRefusals.Unknown;
        var granted = work.FindAuthorisation(use.Authorisation);
        var known = granted?.Conditions.Find(one => one.Id == condition);
        var keeper = work.May(Right.KeepRegister) || (work.May(Right.SeeRegister) && actor.Account is { } account && use.Owner == account);
        var reason = Reason.FromText(evidence);
        var refusals = KeepingRules.Check(keeper, known is not null, day, agencies.Find(actor.Agency)?.DayOf(work.Now) ?? DateOnly.FromDateTime(work.Now.UtcDateTime));
        refusals.WantReason(reason);
        if (refusals.Count > 0) return refusals;
        var record = new ConditionRecord
        {
            Id = new ConditionRecordId(Guid.CreateVersion7(work.Now)),
            Agency = actor.Agency,
            Use = id,
            Authorisation = granted!.Id,
            Condition = condition,
            Result = result,
            Day = day,
            Evidence = reason!.Text,
            RecordedBy = actor.Id,
            RecordedAt = work.Now,
        };
        work.Db.Add(record);
        work.RecordAbout(use, result == ConditionResult.Met ? RegistryActs.ConditionMet : RegistryActs.ConditionBreached, reason,
            new { authorisation = granted.Id, condition, known!.Text, result, day });
        return record.Id;
    });
}
