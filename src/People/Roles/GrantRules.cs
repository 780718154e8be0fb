using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;

namespace Probity.People.Roles;

/// <summary>A person as the rules of granting see them.</summary>
public sealed record Holder(AccountId Id, IReadOnlySet<Role> Roles, bool Active);

public enum Grant { Now, NeedsConfirmation }

/// <summary>
/// Nobody grants a right they do not hold. Whoever keeps accounts grants at once what they could hand on themselves; any other role waits for a second
/// person, a leader as a rule, who can hand on everything the role carries. Nobody grants or confirms for themselves.
/// </summary>
public static class GrantRules
{
    private static readonly HashSet<Role> Independent = [Role.Auditor, Role.Oversight];

    public static (Grant Grant, List<Refusal> Refusals) Granting(Holder giver, Holder to, Role role)
    {
        var refusals = Common(to, role);
        if (!RoleRights.Of(giver.Roles).Contains(Right.KeepAccounts)) refusals.Add(ActsRefusals.NotAllowed);
        if (giver.Id == to.Id) refusals.Add(PeopleRefusals.OwnRole);
        return (Covers(giver.Roles, role) ? Grant.Now : Grant.NeedsConfirmation, refusals);
    }

    public static List<Refusal> Confirming(Holder confirmer, AccountId proposer, Holder to, Role role)
    {
        var refusals = Common(to, role);
        if (confirmer.Id == to.Id) refusals.Add(PeopleRefusals.OwnRole);
        if (confirmer.Id == proposer) refusals.Add(PeopleRefusals.OwnProposal);
        if (!Covers(confirmer.Roles, role)) refusals.Add(PeopleRefusals.RightNotHeld);
        return refusals;
    }

    /// <summary>May this person decide the proposal: used to find whom to ask.</summary>
    public static bool MayConfirm(Holder confirmer, AccountId proposer, AccountId to, Role role) =>
        confirmer.Active && confirmer.Id != to && confirmer.Id != proposer && Covers(confirmer.Roles, role);

    public static bool Covers(IEnumerable<Role> giver, Role role) => RoleRights.Carried(role).IsSubsetOf(RoleRights.HandedOnBy(giver));

    /// <summary>
    /// An administrator has no case rights, so the two never meet in one account (a person who is both has two accounts); an independent role is worth
    /// nothing in the hands of those it watches.
    /// </summary>
    public static bool MayMeet(Role one, Role other)
    {
        if (one == other || one == Role.Member || other == Role.Member) return true;
        if (Independent.Contains(one) != Independent.Contains(other)) return false;
        if (one == Role.Administrator) return !RoleRights.Carried(other).Overlaps(RoleRights.CaseRights);
        if (other == Role.Administrator) return MayMeet(other, one);
        return true;
    }

    private static List<Refusal> Common(Holder to, Role role)
    {
        var refusals = new List<Refusal>();
        if (!to.Active) refusals.Add(PeopleRefusals.AccountDisabled);
        if (role == Role.Member || to.Roles.Contains(role)) refusals.Add(PeopleRefusals.RoleHeld);
        refusals.AddRange(to.Roles.Where(held => !MayMeet(held, role)).Order()
            .Select(held => PeopleRefusals.RolesDoNotMeet.At("Role", ("role", role), ("held", held))));
        return refusals;
    }
}
