using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;

namespace Probity.Acts.Duties;

public readonly record struct DueId(Guid Value) : ITypedId<DueId>
{
    public static DueId From(Guid value) => new(value);
    public static bool TryParse(string? text, IFormatProvider? _, out DueId id) => TypedId.TryParse(text, out id);
    public override string ToString() => Value.ToString("D");
}

/// <summary>Work that the installation does by itself at a time: what, about what, when. Written in the transaction of the verb that wants it (docs/adr/0012).</summary>
public sealed class Due : IOwned
{
    public required AgencyId Agency { get; init; }
    public required DueId Id { get; init; }

    /// <summary>The room's word, for example "people.digest"; a <see cref="DueKind"/> says what it does.</summary>
    public required string Kind { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid Subject { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>How often it was taken up since it last succeeded.</summary>
    public required int Attempts { get; init; }

    /// <summary>A runner has it until then; whoever finds it later takes it over.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The code of the last failure, never its content.</summary>
    public string? Failed { get; init; }

    public Subject About => new(SubjectKind, Subject);

    /// <summary>Who does it.</summary>
    public Actor Actor => Actor.Installation(Agency);
}

/// <summary>What came of timed work.</summary>
/// <param name="Next">When it falls due again, if it does.</param>
/// <param name="Code">Why it failed, as a code; it is tried again later and later.</param>
public readonly record struct DueAnswer(DateTimeOffset? Next, string? Code)
{
    public static readonly DueAnswer Done;
    public static DueAnswer Later(DateTimeOffset at) => new(at, null);
    public static DueAnswer Failed(string code) => new(null, code);
}

/// <summary>
/// What a kind of timed work does. Registered as a service by its room. It may run twice (a runner was killed before it could say so), so it must come to the same end;
/// and it looks whether the work is still wanted, because the clock that brought it here may have been wrong.
/// </summary>
public sealed record DueKind(string Name, Func<IServiceProvider, Due, CancellationToken, Task<DueAnswer>> Run);

public static class Dues
{
    private static readonly Statement Put = new("""
        INSERT INTO acts_due(agency, id, kind, subject_kind, subject, at, attempts) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, 0)
        ON CONFLICT(agency, kind, subject) WHERE done_at IS NULL DO UPDATE SET at = excluded.at, attempts = 0, claimed_until = NULL, failed = NULL
        """);
    private static readonly Statement Remove = new("DELETE FROM acts_due WHERE agency = @p0 AND kind = @p1 AND subject = @p2 AND done_at IS NULL");

    /// <summary>It falls due then. What already waits for this subject moves there; if it runs just now, it runs again.</summary>
    public static void Fall(this Work work, string kind, Subject subject, DateTimeOffset at)
    {
        work.Execute(Put, work.Actor.Agency, new DueId(Guid.CreateVersion7(work.Now)), kind, subject.Kind, subject.Id, at);
        work.Fell();
    }

    /// <summary>It is not wanted any more.</summary>
    public static void FallNever(this Work work, string kind, Subject subject) => work.Execute(Remove, work.Actor.Agency, kind, subject.Id);
}
