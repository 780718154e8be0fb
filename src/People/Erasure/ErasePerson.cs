using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Access;
using Probity.People.Accounts;

namespace Probity.People.Erasure;

/// <summary>
/// Erases what is known about a person by destroying their key and clearing what stands beside it in clear, in every room. That decisions were made, by which account, stays; who that was does not.
/// </summary>
public sealed class ErasePerson(UnitOfWork changes, DataKeys keys, Accounts.Accounts accounts, IEnumerable<OncePersonErased> once)
{
    public static readonly ActKind Erased = new("people.person-erased", NeedsReason: true);

    /// <param name="typed">The person's name, typed to confirm.</param>
    public Task<Outcome<PersonFacts>> Run(Actor actor, AccountId person, string? typed, string? ground) => changes.Commit<PersonFacts>(actor, work =>
    {
        if (!work.May(Right.EraseContent)) return ActsRefusals.NotAllowed;
        var facts = work.Person(actor.Agency, person, actor.Account, work.Now);
        var no = PersonErasureRules.Faults(facts, typed, ground);
        if (no.Count > 0) return no;
        // Without a key to destroy, one could be made later and nothing would say that this person was erased.
        if (!work.ErasePerson(keys, person, facts!.Called, facts.Name)) return ActsRefusals.KeyDestroyed;
        work.Record(new Act { Kind = Erased, Subject = Subject.Of(Account.SubjectKind, person), Reason = Reason.FromText(ground), Payload = new { }, Scope = KeyScope.Agency });
        foreach (var room in once) room.Also(work);
        accounts.ChangedIn(work);
        return facts;
    });
}

/// <summary>Forbids the erasure of a person for as long as a court, a complaint or an audit needs it; and lifts that again.</summary>
public sealed class HoldPerson(UnitOfWork changes)
{
    public static readonly ActKind Held = new("people.person-held", NeedsReason: true);
    public static readonly ActKind Lifted = new("people.person-hold-lifted", NeedsReason: true);

    public Task<Outcome<HoldId>> Run(Actor actor, AccountId person, string? ground, DateTimeOffset? until) => changes.Commit<HoldId>(actor, work =>
        work.May(Right.EraseContent)
            ? work.PutHold(Held, Subject.Of(Account.SubjectKind, person), ground, until, PersonErasureRules.Holding(work.Person(actor.Agency, person, actor.Account, work.Now), ground))
            : ActsRefusals.NotAllowed);

    public Task<Outcome<HoldId>> Lift(Actor actor, AccountId person, HoldId hold, string? ground) => changes.Commit<HoldId>(actor, work =>
    {
        if (!work.May(Right.EraseContent)) return ActsRefusals.NotAllowed;
        var facts = work.Person(actor.Agency, person, actor.Account, work.Now);
        return work.EndHold(Lifted, Subject.Of(Account.SubjectKind, person), hold, ground, facts?.Holds ?? [], PersonErasureRules.Holding(facts, ground));
    });
}
