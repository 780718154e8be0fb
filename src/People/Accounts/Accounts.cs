using System.Collections.Concurrent;
using System.Collections.Frozen;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

/// <summary>
/// The accounts of each agency in memory, for every request and every rule of other rooms. A committed change is visible to whoever asks after it: the
/// writer forgets the agency's picture before it answers, and a picture that was being drawn meanwhile is not kept.
/// </summary>
public sealed class Accounts(Reads reads)
{
    private static readonly Statement AllAccounts = new("""
        SELECT a.id, a.login, a.name, a.title, a.unit, u.name, a.languages, a.active, a.version
        FROM people_account a LEFT JOIN people_unit u ON u.id = a.unit AND u.agency = a.agency WHERE a.agency = @p0 ORDER BY a.name, a.id
        """);
    private static readonly Statement AllRoles = new("SELECT account, role FROM people_account_role WHERE agency = @p0");

    private sealed record Picture(FrozenDictionary<AccountId, AccountCard> Cards, FrozenDictionary<Right, IReadOnlyList<AccountCard>> Holding);

    private readonly ConcurrentDictionary<AgencyId, Picture> _pictures = new();
    private long _changes;

    public AccountCard? Find(AgencyId agency, AccountId account) => Of(agency).Cards.GetValueOrDefault(account);

    /// <summary>Every active account that holds the right, by name.</summary>
    public IReadOnlyList<AccountCard> Holding(AgencyId agency, Right right) => Of(agency).Holding.GetValueOrDefault(right, []);

    public IReadOnlyCollection<AccountCard> All(AgencyId agency) => Of(agency).Cards.Values;

    /// <summary>Called inside a change that touched accounts, roles or units.</summary>
    internal void ChangedIn(Work work)
    {
        var agency = work.Actor.Agency;
        work.Forgets(Memory, agency.ToString(), () => Forget(agency));
    }

    private const string Memory = "accounts";

    internal Remembered Remembered => new(Memory, key => Forget(AgencyId.From(Guid.Parse(key))), () =>
    {
        Interlocked.Increment(ref _changes);
        _pictures.Clear();
    });

    /// <summary>What is known here did not stand in the transaction: another server may have changed it.</summary>
    public void Forget(AgencyId agency)
    {
        Interlocked.Increment(ref _changes);
        _pictures.TryRemove(agency, out _);
    }

    private Picture Of(AgencyId agency)
    {
        if (_pictures.TryGetValue(agency, out var known)) return known;
        var before = Interlocked.Read(ref _changes);
        var drawn = Draw(agency);
        if (before == Interlocked.Read(ref _changes))
        {
            _pictures[agency] = drawn;
            // A change that came between the comparison and the line above has not found the picture it had to remove.
            if (before != Interlocked.Read(ref _changes)) _pictures.TryRemove(agency, out _);
        }
        return drawn;
    }

    private Picture Draw(AgencyId agency)
    {
        using var read = reads.Rent();
        var roles = read.Query(AllRoles, row => (Account: row.Id<AccountId>(0), Role: row.Word<Role>(1)), agency).ToLookup(pair => pair.Account, pair => pair.Role);
        var cards = read.Query(AllAccounts, row =>
        {
            var id = row.Id<AccountId>(0);
            var held = roles[id].Append(Role.Member).ToFrozenSet();
            var languages = System.Text.Json.JsonSerializer.Deserialize<string[]>(row.Text(6))!;
            return new AccountCard(agency, id, row.Text(1), row.Text(2), row.Text(3), row.IdOrNull<UnitId>(4), row.TextOrNull(5), held,
                RoleRights.Of(held), row.Flag(7), languages[0], row.Number(8));
        }, agency);
        var holding = from card in cards where card.Active from right in card.Rights group card by right;
        return new Picture(cards.ToFrozenDictionary(card => card.Id), holding.ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<AccountCard>)[.. group]));
    }
}
