using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.Roles;

/// <summary>A role that a person holds now. Taking it removes the row; the acts keep the history.</summary>
public sealed class AccountRole : IOwned
{
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required Role Role { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Nobody for what the first start granted.</summary>
    public required AccountId? GrantedBy { get; init; }
    public AccountId? ConfirmedBy { get; init; }
}
