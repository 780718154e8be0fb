using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.People.Absences;

public readonly record struct AbsenceId(Guid Value) : ITypedId<AbsenceId>
{
    public static AbsenceId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out AbsenceId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>
/// A person is away, and perhaps somebody looks after their ordinary duties. Rights stay personal: the deputy acts in their own name with their own rights, and what the
/// gate asks of a person (a view, a judgement) is asked of nobody in their place.
/// </summary>
public sealed class Absence : IOwned
{
    public required AbsenceId Id { get; init; }
    public required AgencyId Agency { get; init; }
    public required AccountId Account { get; init; }
    public required DateTimeOffset FromAt { get; init; }

    /// <summary>The first moment at which they are back.</summary>
    public required DateTimeOffset UntilAt { get; init; }
    public required AccountId? Deputy { get; init; }
    public required AccountId SaidBy { get; init; }
    public required DateTimeOffset SaidAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    public bool Meets(DateTimeOffset from, DateTimeOffset until) => EndedAt is null && FromAt < until && from < UntilAt;
}

public static class Absences
{
    private static readonly Statement AwayBetween = new("SELECT account FROM people_absence WHERE agency = @p0 AND ended_at IS NULL AND until_at > @p1 AND from_at < @p2");
    private static readonly Statement LookedAfter = new("""
        SELECT account FROM people_absence WHERE agency = @p0 AND ended_at IS NULL AND until_at > @p1 AND from_at <= @p1 AND deputy = @p2 ORDER BY account
        """);

    /// <summary>Everyone who is away at some time of the span.</summary>
    public static IReadOnlySet<AccountId> Away(this Session session, AgencyId agency, DateTimeOffset from, DateTimeOffset until) =>
        session.Query(AwayBetween, row => row.Id<AccountId>(0), agency, from, until).ToHashSet();

    /// <summary>Whose ordinary duties this person looks after now.</summary>
    public static IReadOnlyList<AccountId> DeputyOf(this Session session, AgencyId agency, AccountId deputy, DateTimeOffset now) =>
        session.Query(LookedAfter, row => row.Id<AccountId>(0), agency, now, deputy);
}
