using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Rights;
using Probity.People.Accounts;
using Probity.People.Clients;
using Probity.People.Roles;

namespace Probity.People.Access;

public static class RightsInWork
{
    /// <summary>
    /// Whether the actor holds the right now, asked inside the change, where nothing can be out of date: a verb does not trust the door in front of it.
    /// The installation itself may: its command line and its first start are in the hands of whoever holds the data directory.
    /// </summary>
    public static bool May(this Work work, Right right) => work.Actor.Kind switch
    {
        ActorKind.Installation => true,
        ActorKind.Person => work.Doer() is { Active: true } doer && RoleRights.Of(doer.Roles).Contains(right),
        _ => work.Db.Set<ServiceClient>().SingleOrDefault(row => row.Id == new ServiceClientId(work.Actor.Id)) is { RevokedAt: null } client && client.Scopes.Contains(right),
    };
}
