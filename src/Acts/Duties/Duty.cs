using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Acts.Duties;

public readonly record struct DutyId(Guid Value) : ITypedId<DutyId>
{
    public static DutyId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out DutyId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>What a person owes, about what, until when. Every room feeds it in its own transaction; "Today" shows it.</summary>
public sealed class Duty : IOwned
{
    public required DutyId Id { get; init; }
    public required AgencyId Agency { get; init; }

    /// <summary>The room's word, for example "judgement.view"; its text is "{kind}.duty" in the room's texts.</summary>
    public required string Kind { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid Subject { get; init; }

    /// <summary>Who owes it; null while nobody was found who may (it then shows to those who can assign).</summary>
    public AccountId? Holder { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? DoneAt { get; init; }
}

public static class Duties
{
    private static readonly Statement Insert = new("""
        INSERT INTO acts_duty(agency, id, kind, subject_kind, subject, holder, made_at, due_at) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
        """);
    private static readonly Statement Finish = new("UPDATE acts_duty SET done_at = @p3 WHERE agency = @p0 AND kind = @p1 AND subject = @p2 AND done_at IS NULL");
    private static readonly Statement FinishOne = new("UPDATE acts_duty SET done_at = @p3 WHERE agency = @p0 AND kind = @p1 AND subject = @p2 AND holder = @p4 AND done_at IS NULL");
    private static readonly Statement FinishAll = new("UPDATE acts_duty SET done_at = @p2 WHERE agency = @p0 AND subject = @p1 AND done_at IS NULL");

    /// <summary>Falls due when a duty is to be told as late; what it then does is in People, which knows who leads a unit.</summary>
    public const string LateKind = "people.late";

    public static DutyId Owe(this Work work, string kind, Subject subject, AccountId? holder, DateTimeOffset due)
    {
        var id = new DutyId(Guid.CreateVersion7(work.Now));
        work.Execute(Insert, work.Actor.Agency, id, kind, subject.Kind, subject.Id, holder, work.Now, due);
        return id;
    }

    /// <summary>As the rule of its kind says, somebody is told when it is late.</summary>
    public static DutyId Owe(this Work work, DutyRule rule, Subject subject, AccountId? holder, DateTimeOffset due)
    {
        var id = work.Owe(rule.Kind, subject, holder, due);
        if (rule.TellAfter is { } after) work.Fall(LateKind, Subject.Of(OpenDuties.SubjectKind, id), due + after);
        return id;
    }

    public static void Settle(this Work work, string kind, Subject subject) => work.Execute(Finish, work.Actor.Agency, kind, subject.Id, work.Now);

    /// <summary>What one of several holders owed about the subject is done; the others still owe it. How many duties that were.</summary>
    public static int Settle(this Work work, string kind, Subject subject, AccountId holder) =>
        work.Execute(FinishOne, work.Actor.Agency, kind, subject.Id, work.Now, holder);

    public static void SettleAll(this Work work, Subject subject) => work.Execute(FinishAll, work.Actor.Agency, subject.Id, work.Now);
}
