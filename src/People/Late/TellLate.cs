using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Refusals;
using Probity.People.Absences;
using Probity.People.Units;

namespace Probity.People.Late;

/// <summary>
/// A duty is late: whoever leads the unit, or may assign it, owes a look. Once, without content; the word ends by itself when the duty is done or has lapsed.
/// </summary>
public sealed class TellLate(UnitOfWork changes, OpenDuties duties, Accounts.Accounts accounts)
{
    private static readonly TimeSpan ToLook = TimeSpan.FromDays(1);

    public async Task<DueAnswer> Run(Due due)
    {
        var told = await changes.Commit<DueAnswer>(due.Actor, work =>
        {
            if (duties.Find(work, due.Agency, new DutyId(due.Subject)) is not { } duty || duties.RuleOf(duty.Kind) is not { TellAfter: { } after } rule) return DueAnswer.Done;
            // The clock that brought it here may have been set back since.
            if (work.Now < duty.DueAt + after) return DueAnswer.Later(duty.DueAt + after);
            if (work.Db.Set<Duty>().Any(row => row.Kind == Duties.LateKind && row.Subject == due.Subject)) return DueAnswer.Done;
            var unit = duty.Holder is { } holder ? accounts.Find(due.Agency, holder)?.UnitId : null;
            var head = unit is null ? null : work.Db.Set<Unit>().SingleOrDefault(row => row.Id == unit)?.Leader;
            foreach (var one in LateRules.Told(duty.Holder, head, accounts.Holding(due.Agency, rule.Assigns).Select(card => card.Id), work.Away(due.Agency, work.Now, work.Now.AddTicks(1))))
                work.Owe(Duties.LateKind, Subject.Of(OpenDuties.SubjectKind, duty.Id), one, work.Now + ToLook);
            return DueAnswer.Done;
        });
        return told.Done ? told.Value : DueAnswer.Failed(told.Refusals[0].Code.Code);
    }
}
