using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.People.Accounts;
using Probity.People.Roles;

namespace Probity.People.Erasure;

/// <summary>An erasure of a person that happened.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Reason">The ground, in the words of who ordered it.</param>
public sealed record PastPersonErasure(JournalId Id, AccountId Person, DateTimeOffset At, AccountId By, string? Reason, long? LedgerNumber);

/// <summary>What erasure must know about a person, and what it did before.</summary>
public static class PersonReading
{
    private static readonly Statement Account = new("SELECT login, trim(title || ' ' || name), name, active FROM people_account WHERE agency = @p0 AND id = @p1");
    private static readonly Statement Roles = new("SELECT count(*) FROM people_account_role WHERE agency = @p0 AND account = @p1");
    private static readonly Statement Proposals = new($"SELECT count(*) FROM people_role_proposal WHERE agency = @p0 AND account = @p1 AND state = '{nameof(ProposalState.Waiting)}'");
    private static readonly Statement Notices = new($"SELECT count(*) FROM acts_duty WHERE agency = @p0 AND subject = @p1 AND kind = '{OversightNotice.DutyKind}' AND done_at IS NULL");

    // Marks stand together in the index of sign-in names; ";" is the letter after ":".
    private static readonly Statement Past = new($"""
        SELECT j.id, a.id, j.at, j.actor, j.leaf_index FROM people_account a JOIN acts_journal j ON j.subject = a.id AND j.agency = a.agency
        WHERE a.agency = @p0 AND a.login >= '{ErasedAccount.Mark}' AND a.login < 'erased;' AND j.kind = @p1 AND j.id < @p2 ORDER BY j.id DESC LIMIT @p3
        """);

    private static readonly Statement One = new("""
        SELECT id, subject, at, actor, leaf_index FROM acts_journal WHERE agency = @p0 AND subject = @p1 AND kind = @p2 ORDER BY id DESC LIMIT 1
        """);

    /// <summary>Null where the agency has no such account.</summary>
    public static PersonFacts? Person(this Session session, AgencyId agency, AccountId person, AccountId? asks, DateTimeOffset now)
    {
        if (session.First(Account, row => (Login: row.Text(0), Called: row.Text(1), Name: row.Text(2), Active: row.Flag(3)), agency, person) is not { Login: not null } account) return null;
        IReadOnlyList<Hold> holds =
        [
            .. session.Held(agency, Subject.Of(Accounts.Account.SubjectKind, person), now),
            .. session.Held(agency, Subject.Of(PeopleSubjects.Mine, person), now),
        ];
        return new PersonFacts(account.Login, account.Called, account.Name, account.Active, asks == person,
            (int)session.Number(Roles, agency, person), (int)session.Number(Proposals, agency, person), (int)session.Number(Notices, agency, person), holds);
    }

    /// <summary>Newest first, from before an act on.</summary>
    public static IReadOnlyList<PastPersonErasure> PastPersonErasures(this Session session, JournalBook book, AgencyId agency, long before, int most) =>
        Opened(session, book, agency, session.Query(Past, Act, agency, ErasePerson.Erased.Name, before, most));

    /// <summary>The erasure of one person; null where they were not erased.</summary>
    public static PastPersonErasure? PastPersonErasure(this Session session, JournalBook book, AgencyId agency, AccountId person) =>
        Opened(session, book, agency, session.Query(One, Act, agency, person, ErasePerson.Erased.Name)).SingleOrDefault();

    private static PastPersonErasure Act(Row row) => new(new JournalId(row.Number(0)), row.Id<AccountId>(1), row.Moment(2), row.Id<AccountId>(3), null, row.NumberOrNull(4));

    private static IReadOnlyList<PastPersonErasure> Opened(Session session, JournalBook book, AgencyId agency, List<PastPersonErasure> acts) =>
        [.. acts.Select(act => act with { Reason = book.Open(session, agency, act.Id)!.Act.GetProperty("reason").GetProperty("text").GetString() })];
}
