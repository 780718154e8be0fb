using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.People.Roles;

namespace Probity.People.Clients;

public static class ClientRules
{
    public static List<Refusal> Making(Holder? maker, string? name, IReadOnlyCollection<Right> scopes)
    {
        var refusals = new List<Refusal>();
        if (maker is not { Active: true } || !RoleRights.Of(maker.Roles).Contains(Right.KeepClients)) return [ActsRefusals.NotAllowed];
        if (string.IsNullOrWhiteSpace(name)) refusals.Add(PeopleRefusals.NameMissing.At("Name"));
        if (name?.Length > ServiceClient.NameLimit) refusals.Add(PeopleRefusals.TooLong.At("Name", ("limit", ServiceClient.NameLimit)));
        if (scopes.Count == 0) refusals.Add(PeopleRefusals.ScopeMissing.At("Scopes"));
        refusals.AddRange(scopes.Where(scope => !ClientScopes.Allowed.Contains(scope)).Select(scope => PeopleRefusals.ScopeNotForClients.At("Scopes", ("scope", scope))));
        // Nobody gives a system what they could not hand on themselves.
        if (!RoleRights.HandedOnBy(maker.Roles).IsSupersetOf(scopes.Where(ClientScopes.Allowed.Contains))) refusals.Add(PeopleRefusals.RightNotHeld.At("Scopes"));
        return refusals;
    }
}
