using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.People.Sessions;

/// <summary>Ends sessions: one's own at any time, another person's with the right to keep accounts and a reason.</summary>
public sealed class EndSession(UnitOfWork changes, SignedIn sessions)
{
    public static readonly ActKind SignedOut = new("people.signed-out");
    public static readonly ActKind Ended = new("people.sessions-ended");

    public Task<Outcome<Done>> SignOut(LiveSession session) => changes.Commit<Done>(session.Actor, work =>
    {
        if (sessions.EndIn(work, session.Id, session.Account, "signedOut") && session.Stage == Stage.Full)
            Record(work, SignedOut, session.Account, null, new { Session = session.Id });
        return Done.It;
    });

    public Task<Outcome<Done>> OneOfMine(LiveSession mine, AccountSessionId id) => changes.Commit<Done>(mine.Actor, work =>
    {
        if (!work.Db.Set<AccountSession>().Any(session => session.Id == id && session.Account == mine.Account)) return ActsRefusals.Unknown;
        if (!sessions.EndIn(work, id, mine.Account, "byPerson")) return PeopleRefusals.SessionEnded;
        Record(work, Ended, mine.Account, null, new { Count = 1 });
        return Done.It;
    });

    public Task<Outcome<int>> AllOthersOfMine(LiveSession mine) => changes.Commit<int>(mine.Actor, work =>
    {
        var count = sessions.EndAllIn(work, mine.Account, keep: mine.Id, mine.Account, "byPerson");
        Record(work, Ended, mine.Account, null, new { Count = count });
        return count;
    });

    public Task<Outcome<int>> AllOf(Actor actor, AccountId account, string? reason) => changes.Commit<int>(actor, work =>
    {
        if (work.Doer() is not { Active: true } doer || !RoleRights.Of(doer.Roles).Contains(Right.KeepAccounts)) return ActsRefusals.NotAllowed;
        if (work.Holder(account) is null) return ActsRefusals.Unknown;
        if (Reason.FromText(reason) is not { } why) return ActsRefusals.ReasonMissing.At("Reason");
        var count = sessions.EndAllIn(work, account, keep: null, doer.Id, "byAdministrator");
        Record(work, Ended, account, why, new { Count = count });
        return count;
    }, urgent: true);

    private static void Record(Work work, ActKind kind, AccountId account, Reason? reason, object payload) => work.Record(new Act
    {
        Kind = kind,
        Subject = Subject.Of(Account.SubjectKind, account),
        Reason = reason,
        Scope = KeyScope.Person(account.Value),
        Payload = payload,
    });
}
