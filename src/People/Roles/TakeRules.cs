using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;

namespace Probity.People.Roles;

/// <summary>
/// Taking a role or switching an account off. An oversight or audit account goes only with an act that every other such account is told of, so the last one
/// cannot go at all; nor can the last leader or the last administrator.
/// </summary>
public static class TakeRules
{
    private static readonly Role[] Watching = [Role.Auditor, Role.Oversight];
    private static readonly Role[] NeverWithout = [Role.Leader, Role.Administrator];

    public static bool Watches(IReadOnlySet<Role> roles) => Watching.Any(roles.Contains);

    /// <param name="taken">The roles that go: one of them, or all when the account is switched off.</param>
    /// <param name="others">All other active accounts.</param>
    public static List<Refusal> Taking(Holder taker, Holder from, IReadOnlySet<Role> taken, IReadOnlyCollection<Holder> others, string? reason)
    {
        var refusals = new List<Refusal>();
        if (!RoleRights.Of(taker.Roles).Contains(Right.KeepAccounts)) refusals.Add(ActsRefusals.NotAllowed);
        if (taker.Id == from.Id) refusals.Add(PeopleRefusals.OwnAccount);
        if (string.IsNullOrWhiteSpace(reason)) refusals.Add(ActsRefusals.ReasonMissing.At("Reason"));
        if (Watches(taken) && Witnesses(from.Id, others).Count == 0) refusals.Add(PeopleRefusals.LastOversight);
        refusals.AddRange(NeverWithout.Where(role => taken.Contains(role) && !others.Any(other => other.Active && other.Roles.Contains(role)))
            .Select(role => PeopleRefusals.LastHolder.With(("role", role))));
        return refusals;
    }

    /// <summary>Who is told when an oversight or audit account is touched: every other one.</summary>
    public static IReadOnlyList<AccountId> Witnesses(AccountId touched, IEnumerable<Holder> all) =>
        [.. all.Where(holder => holder.Active && holder.Id != touched && Watches(holder.Roles)).Select(holder => holder.Id)];
}
