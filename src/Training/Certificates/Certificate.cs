using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

public readonly record struct CertificateId(Guid Value) : ITypedId<CertificateId>
{
    public static CertificateId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out CertificateId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>Valid training of one person for one course, until a day. That it has lapsed is computed when read.</summary>
public sealed class Certificate : IOwned, IVersioned
{
    public const string SubjectKind = "certificate";

    public required CertificateId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required CourseId Course { get; init; }
    public required DateTimeOffset GrantedAt { get; init; }
    public required AccountId GrantedBy { get; init; }

    /// <summary>The first moment at which it no longer holds.</summary>
    public required DateTimeOffset ValidUntil { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public AccountId? WithdrawnBy { get; set; }
    public long Version { get; set; } = 1;

    public bool IsValid(DateTimeOffset now) => WithdrawnAt is null && now < ValidUntil;
}
