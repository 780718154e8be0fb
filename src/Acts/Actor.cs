using Probity.Acts.Ids;

namespace Probity.Acts;

public enum ActorKind { Person, Client, Installation }

/// <summary>Who acts: a person, a connected system (client), or the installation itself (timed work, first start).</summary>
public sealed record Actor(AgencyId Agency, ActorKind Kind, Guid Id)
{
    public static Actor Person(AgencyId agency, AccountId account) => new(agency, ActorKind.Person, account.Value);

    public static Actor Installation(AgencyId agency) => new(agency, ActorKind.Installation, Guid.Empty);

    /// <summary>The account of a person; nothing for a client or the installation.</summary>
    public AccountId? Account => Kind == ActorKind.Person ? new AccountId(Id) : null;
}
