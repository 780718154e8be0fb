using Probity.Acts.Ids;

namespace Probity.People.Late;

/// <summary>Who is told that something is late.</summary>
public static class LateRules
{
    /// <summary>
    /// Whoever leads the holder's unit; where nobody does, where the head is the one who is late, or is away, whoever may assign the duty. Never the one who owes it.
    /// </summary>
    public static IReadOnlyList<AccountId> Told(AccountId? holder, AccountId? head, IEnumerable<AccountId> assigners, IReadOnlySet<AccountId> away) =>
        head is { } leads && leads != holder && !away.Contains(leads) ? [leads] : [.. assigners.Where(one => one != holder && !away.Contains(one))];
}
