using Probity.Acts;
using Probity.Acts.Search;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;

namespace Probity.People.Clients;

public readonly record struct ServiceClientId(Guid Value) : ITypedId<ServiceClientId>
{
    public static ServiceClientId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out ServiceClientId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>A connected system: a case-management, face-search or report-writing system that speaks to the gate with its own key.</summary>
public sealed class ServiceClient : IOwned, IVersioned, IFindable
{
    Subject IFindable.Subject => Subject.Of(SubjectKind, Id);
    string IFindable.FoundBy => Name;

    public const string SubjectKind = "client";
    public const int NameLimit = 80;

    public required ServiceClientId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<Right> Scopes { get; init; }

    /// <summary>SHA-256 of the 256-bit secret: a random secret needs no slow hash.</summary>
    public required byte[] KeyHash { get; init; }
    public required AccountId MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Within an hour: it is not written on every request.</summary>
    public DateTimeOffset? UsedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }
    public AccountId? RevokedBy { get; set; }
    public long Version { get; set; } = 1;
}
