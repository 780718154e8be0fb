using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.People.SignIn;

namespace Probity.People.Accounts;

/// <summary>Somebody who was told says that they saw it: that an oversight account was touched, or that their own second factor was taken away.</summary>
public sealed class SeeNotice(UnitOfWork changes)
{
    public static readonly ActKind Seen = new("people.notice-seen");

    public Task<Outcome<Done>> Run(Actor actor, AccountId about) => changes.Commit<Done>(actor, work =>
    {
        if (actor.Account is not { } me) return ActsRefusals.NotAllowed;
        var subject = Subject.Of(Account.SubjectKind, about);
        var settled = work.Settle(OversightNotice.DutyKind, subject, me);
        if (about == me) settled += work.Settle(SecondFactors.RemovedDuty, Subject.Of(PeopleSubjects.Mine, me), me);
        if (settled == 0) return ActsRefusals.Unknown;
        work.Record(new Act { Kind = Seen, Subject = subject, Reason = null, Scope = KeyScope.Person(about.Value), Payload = new { } });
        return Done.It;
    });
}
