using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.Notices;

public enum DigestOften { None, Daily, AtOnce }

/// <summary>Whether and where a person wants to hear that something waits. The address is sealed with the key of the person.</summary>
public sealed class Digest : IOwned
{
    public const string DueKind = "people.digest";

    public required AccountId Account { get; init; }
    public required AgencyId Agency { get; init; }
    public required DigestOften Often { get; set; }
    public required Guid DataKey { get; set; }
    public required byte[] Address { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>Of the link that confirms the address.</summary>
    public byte[]? SecretHash { get; set; }
    public DateTimeOffset? SecretUntil { get; set; }
    public required DateTimeOffset AskedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
}
