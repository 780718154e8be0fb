using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.SignIn;

/// <summary>The stored password, apart from the account so that no list ever reads it.</summary>
public sealed class AccountPassword : IOwned
{
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }

    /// <summary>The framework's format, version 3: PBKDF2-HMAC-SHA512 with its salt and rounds inside.</summary>
    public required string Hash { get; set; }
    public required DateTimeOffset SetAt { get; set; }
}
