using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Storage;

namespace Probity.Acts.Duties;

public readonly record struct HoldId(Guid Value) : ITypedId<HoldId>
{
    public static HoldId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out HoldId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>What may not be deleted or erased for now, and why: a court, a complaint, an audit.</summary>
public sealed class Hold : IOwned
{
    public required AgencyId Agency { get; init; }
    public required HoldId Id { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid Subject { get; init; }
    public required string Reason { get; init; }

    /// <summary>It ends by itself then; null until somebody lifts it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Null where the installation or a connected system made it.</summary>
    public AccountId? MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public DateTimeOffset? LiftedAt { get; init; }
    public AccountId? LiftedBy { get; init; }
    public string? LiftReason { get; init; }
}

public static class HoldRules
{
    /// <summary>From the moment it was made until it is lifted or its time is over; expiry is computed, not done.</summary>
    public static bool Stands(Hold hold, DateTimeOffset now) => hold.LiftedAt is null && (hold.Until is not { } until || now < until);

    /// <summary>Letters of a ground.</summary>
    public const int LongestGround = 1000;

    /// <summary>An erasure, a hold and its end rest on a ground that can be looked up later.</summary>
    public static IEnumerable<Refusal> Ground(string? ground)
    {
        if (string.IsNullOrWhiteSpace(ground)) yield return ActsRefusals.ReasonMissing.At("Ground");
        else if (ground.Length > LongestGround) yield return ActsRefusals.GroundTooLong.At("Ground", ("most", LongestGround));
    }

    /// <summary>A hold that ends before it begins holds nothing.</summary>
    public static IEnumerable<Refusal> Ends(DateTimeOffset? until, DateTimeOffset now)
    {
        if (until <= now) yield return ActsRefusals.HoldPast.At("Until");
    }
}

public static class Holds
{
    private static readonly Statement Insert = new("""
        INSERT INTO acts_hold(agency, id, subject_kind, subject, reason, until, made_by, made_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
        """);
    private static readonly Statement Lift = new("UPDATE acts_hold SET lifted_at = @p2, lifted_by = @p3, lift_reason = @p4 WHERE agency = @p0 AND id = @p1 AND lifted_at IS NULL");
    private static readonly Statement On = new("""
        SELECT agency, id, subject_kind, subject, reason, until, made_by, made_at FROM acts_hold WHERE agency = @p0 AND subject_kind = @p1 AND subject = @p2 AND lifted_at IS NULL ORDER BY id
        """);

    public static HoldId Hold(this Work work, Subject subject, string reason, DateTimeOffset? until)
    {
        var id = new HoldId(Guid.CreateVersion7(work.Now));
        work.Execute(Insert, work.Actor.Agency, id, subject.Kind, subject.Id, reason, until, work.Actor.Account, work.Now);
        return id;
    }

    /// <summary>False where there is no such hold, or it was lifted before.</summary>
    public static bool LiftHold(this Work work, HoldId id, string reason) => work.Execute(Lift, work.Actor.Agency, id, work.Now, work.Actor.Account, reason) == 1;

    /// <summary>Holds a thing against erasure, as an act. What the room itself has against it stands in <paramref name="no"/>.</summary>
    public static Outcome<HoldId> PutHold(this Work work, ActKind kind, Subject subject, string? ground, DateTimeOffset? until, IEnumerable<Refusal> no)
    {
        List<Refusal> faults = [.. HoldRules.Ground(ground), .. no, .. HoldRules.Ends(until, work.Now)];
        if (faults.Count > 0) return faults;
        var hold = work.Hold(subject, ground!.Trim(), until);
        work.Record(new Act { Kind = kind, Subject = subject, Reason = Reason.FromText(ground), Payload = new { hold, until }, Scope = KeyScope.Agency });
        return hold;
    }

    /// <summary>Lifts one of the holds that stand on it, as an act.</summary>
    public static Outcome<HoldId> EndHold(this Work work, ActKind kind, Subject subject, HoldId hold, string? ground, IReadOnlyList<Hold> standing, IEnumerable<Refusal> no)
    {
        List<Refusal> faults = [.. HoldRules.Ground(ground), .. no];
        if (standing.All(one => one.Id != hold)) faults.Add(ActsRefusals.Unknown);
        if (faults.Count > 0) return faults;
        work.LiftHold(hold, ground!.Trim());
        work.Record(new Act { Kind = kind, Subject = subject, Reason = Reason.FromText(ground), Payload = new { hold }, Scope = KeyScope.Agency });
        return hold;
    }

    /// <summary>The holds that stand on the subject now. A verb that erases asks this on its own <see cref="Work"/>, inside the transaction.</summary>
    public static IReadOnlyList<Hold> Held(this Session session, AgencyId agency, Subject subject, DateTimeOffset now) =>
        [.. session.Query(On, ToHold, agency, subject.Kind, subject.Id).Where(hold => HoldRules.Stands(hold, now))];

    private static Hold ToHold(Row row) => new()
    {
        Agency = row.Id<AgencyId>(0),
        Id = row.Id<HoldId>(1),
        SubjectKind = row.Text(2),
        Subject = row.Guid(3),
        Reason = row.Text(4),
        Until = row.MomentOrNull(5),
        MadeBy = row.IdOrNull<AccountId>(6),
        MadeAt = row.Moment(7),
    };
}
