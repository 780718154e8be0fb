using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.People.Erasure;
using Probity.People.Roles;
using Probity.People.Units;

namespace Probity.People.Accounts;

/// <summary>An account as other rooms see it: who it is and what it may do now.</summary>
public sealed record AccountCard(
    AgencyId Agency, AccountId Id, string Login, string Name, string Title, UnitId? UnitId, string? UnitName,
    FrozenSet<Role> Roles, FrozenSet<Right> Rights, bool Active, string Language, long Version)
{
    private static readonly Statement Question = new("SELECT version FROM people_account WHERE id = @p0 AND agency = @p1");

    /// <summary>Rank and name as they stand on pages: "Sgt Ilva Maren".</summary>
    public string Called => ErasedAccount.Said(Title.Length == 0 ? Name : $"{Title} {Name}");

    /// <summary>Who this was is not known any more; the account stays off for good.</summary>
    public bool Erased => ErasedAccount.Is(Login);

    private static readonly ConditionalWeakTable<AccountCard, string[]> Folded = [];

    /// <summary>The folded words of rank, name and unit, by which things of this person are found. Not the sign-in name: that is for who sees accounts.</summary>
    public IReadOnlyList<string> Words => Folded.GetValue(this, static card => SearchWords.Fold($"{card.Called} {card.UnitName}").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A switched-off account may do nothing, whatever roles it still carries.</summary>
    public bool May(Right right) => Active && Rights.Contains(right);

    /// <summary>"The rules read this account like this": checked again inside the transaction.</summary>
    public RowVersion AsRead() => new(Question, Id, Agency, Version);
}
