using Probity.Acts;
using Probity.Acts.Rights;
using Probity.People.Clients;

namespace Probity.People.Access;

/// <summary>What a person or a connected system may do now. Verbs ask it that both may call; the installation is never asked, so it has no right here.</summary>
public sealed class ActorRights(Accounts.Accounts accounts, ClientBook clients)
{
    public bool May(Actor actor, Right right) => actor.Kind switch
    {
        ActorKind.Person => accounts.Find(actor.Agency, actor.Account!.Value)?.May(right) == true,
        ActorKind.Client => clients.May(actor, right),
        _ => false,
    };
}
