using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Roles;

namespace Probity.People.Absences;

/// <summary>A person says that they are away and who looks after their ordinary duties; or whoever keeps accounts says it for them.</summary>
public sealed class SayAbsence(UnitOfWork changes, AgencyBook agencies)
{
    public static readonly ActKind Said = new("people.absence-said");

    public Task<Outcome<AbsenceId>> Run(Actor actor, AccountId about, AbsenceInput input) => changes.Commit<AbsenceId>(actor, work =>
    {
        if (actor.Account is not { } doer || (doer != about && !work.May(Right.KeepAccounts))) return ActsRefusals.NotAllowed;
        if (work.Holder(about) is not { } person) return ActsRefusals.Unknown;
        var agency = agencies.Find(actor.Agency)!;
        var today = agency.DayOf(work.Now);
        // What no rule allows need not be a moment either.
        DateOnly Near(DateOnly? day) => day is { } one && one >= today && one <= today.AddDays(2 * AbsenceRules.LongestDays) ? one : today;
        var (from, until) = (agency.EndOf(Near(input.From).AddDays(-1)), agency.EndOf(Near(input.Until)));
        var others = work.Db.Set<Absence>().Where(row => row.EndedAt == null && (row.Account == about || row.Account == input.Deputy)).ToList();
        var refusals = AbsenceRules.Say(input, Seen(person)!, input.Deputy is { } chosen ? Seen(work.Holder(chosen)) : null, others, from, until, today);
        if (refusals.Count > 0) return refusals;
        var absence = new Absence
        {
            Id = new AbsenceId(Guid.CreateVersion7(work.Now)), Agency = actor.Agency, Account = about, FromAt = from, UntilAt = until, Deputy = input.Deputy, SaidBy = doer, SaidAt = work.Now,
        };
        work.Db.Add(absence);
        Record(work, Said, absence);
        return absence.Id;
    });

    private static AbsentPerson? Seen(Holder? holder) => holder is null ? null : new AbsentPerson(holder.Id, holder.Active, RoleRights.Of(holder.Roles));

    internal static void Record(Work work, ActKind kind, Absence absence) => work.Record(new Act
    {
        Kind = kind,
        Subject = Subject.Of(Account.SubjectKind, absence.Account),
        Reason = null,
        Scope = KeyScope.Person(absence.Account.Value),
        Payload = new { Absence = absence.Id, absence.FromAt, absence.UntilAt, absence.Deputy },
    });
}

/// <summary>Back earlier, or not away after all.</summary>
public sealed class EndAbsence(UnitOfWork changes)
{
    public static readonly ActKind Ended = new("people.absence-ended");

    public Task<Outcome<Done>> Run(Actor actor, AccountId about, AbsenceId id) => changes.Commit<Done>(actor, work =>
    {
        if (actor.Account is not { } doer || (doer != about && !work.May(Right.KeepAccounts))) return ActsRefusals.NotAllowed;
        if (work.Db.Set<Absence>().SingleOrDefault(row => row.Id == id && row.Account == about) is not { } absence) return ActsRefusals.Unknown;
        if (absence.EndedAt is not null || absence.UntilAt <= work.Now) return PeopleRefusals.AbsenceOver;
        absence.EndedAt = work.Now;
        SayAbsence.Record(work, Ended, absence);
        return Done.It;
    });
}
