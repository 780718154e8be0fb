using Probity.Acts;
using Probity.Acts.Duties;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Clients;
using Probity.People.Erasure;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People;

/// <summary>How this room's things appear in lists of other rooms: title, address, and the right that the address needs.</summary>
public static class PeopleSubjects
{
    /// <summary>One's own account, for duties that everyone may have.</summary>
    public const string Mine = "my-account";

    internal static readonly IReadOnlyList<SubjectPage> All =
    [
        Page<AccountId>(Account.SubjectKind, Right.SeeAccounts, PeoplePages.Account, AccountTitles),
        Page<AccountId>(Mine, Right.OwnDesk, _ => PeoplePages.Me, AccountTitles),
        // Titles are names only: what is late is read where the reader may read it.
        Page<DutyId>(OpenDuties.SubjectKind, Right.OwnDesk, _ => "/today#unit", (db, ids) =>
            db.Set<Duty>().Where(row => ids.Contains(row.Id) && row.Holder != null).Join(db.Set<Account>(), row => row.Holder!.Value, account => account.Id, (row, account) => new { row.Id, account.Title, account.Name })
                .ToDictionary(row => row.Id, row => ErasedAccount.Said($"{row.Title} {row.Name}".Trim()))),
        Page<UnitId>(Unit.SubjectKind, Right.SeeAccounts, PeoplePages.Unit, (db, ids) => db.Set<Unit>().Where(row => ids.Contains(row.Id)).ToDictionary(row => row.Id, row => row.Name)),
        Page<ServiceClientId>(ServiceClient.SubjectKind, Right.KeepClients, PeoplePages.Client, (db, ids) =>
            db.Set<ServiceClient>().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Name }).ToDictionary(row => row.Id, row => row.Name)),
        Page<AgencyId>(AgencyRecord.SubjectKind, Right.SeeAccounts, _ => PeoplePages.Units, (db, ids) =>
            db.Set<AgencyRecord>().Where(row => ids.Contains(row.Agency)).ToDictionary(row => row.Agency, row => row.Name)),
    ];

    /// <summary>A person and the role that was proposed for them, in the reader's language.</summary>
    internal static SubjectPage Proposals(Texts texts) => Page<RoleProposalId>(RoleProposal.SubjectKind, Right.SeeAccounts, PeoplePages.Proposal, (db, ids) =>
        db.Set<RoleProposal>().Where(row => ids.Contains(row.Id)).Join(db.Set<Account>(), row => row.Account, account => account.Id, (row, account) => new { row.Id, account.Title, account.Name, row.Role }).AsEnumerable()
            .ToDictionary(row => row.Id, row => $"{ErasedAccount.Said($"{row.Title} {row.Name}".Trim())}, {texts["people.role." + row.Role]}"));

    /// <summary>Acts that another act undoes: switched off and on, a role, a name, a connected system.</summary>
    internal static readonly IReadOnlyList<UndoOf> Undoings =
    [
        OfAccount(SwitchAccount.Disabled, account => account.Active ? null : PeoplePages.Account(account.Id, "switch-on")),
        OfAccount(SwitchAccount.Enabled, account => account.Active ? PeoplePages.Account(account.Id, "switch-off") : null),
        OfAccount(GrantRole.Granted, account => account.Active ? PeoplePages.Account(account.Id) : null),
        OfAccount(TakeRole.Taken, account => account.Active ? PeoplePages.Account(account.Id) : null),
        OfAccount(ChangeAccount.Changed, account => PeoplePages.Account(account.Id, "details")),
        new(KeepUnits.Renamed, Right.KeepAccounts, (_, _, _) => PeoplePages.Units),
        new(KeepClients.Made, Right.KeepClients, (reads, agency, id) =>
        {
            using var db = reads.Open(agency);
            return db.Set<ServiceClient>().Any(client => client.Id == ServiceClientId.From(id) && client.RevokedAt == null) ? PeoplePages.Client(ServiceClientId.From(id)) : null;
        }),
    ];

    private static UndoOf OfAccount(ActKind act, Func<Account, string?> link) => new(act, Right.KeepAccounts, (reads, agency, id) =>
    {
        using var db = reads.Open(agency);
        return db.Set<Account>().SingleOrDefault(row => row.Id == AccountId.From(id)) is { } account && !ErasedAccount.Is(account.Login) ? link(account) : null;
    });

    public static SubjectPage Of(string kind) => All.Single(page => page.Kind == kind);

    private static Dictionary<AccountId, string> AccountTitles(ProbityDb db, List<AccountId> ids) =>
        db.Set<Account>().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Title, row.Name }).ToDictionary(row => row.Id, row => ErasedAccount.Said($"{row.Title} {row.Name}".Trim()));

    private static SubjectPage Page<TId>(string kind, Right needs, Func<TId, string> link, Func<ProbityDb, List<TId>, Dictionary<TId, string>> titles)
        where TId : struct, ITypedId<TId> => new(kind, needs, id => link(TId.From(id)), (reads, agency, ids) =>
    {
        using var db = reads.Open(agency);
        return titles(db, [.. ids.Select(TId.From)]).ToDictionary(pair => pair.Key.Value, pair => pair.Value);
    });
}
