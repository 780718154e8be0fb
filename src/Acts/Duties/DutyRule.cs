using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;

namespace Probity.Acts.Duties;

/// <summary>What holds for a kind of duty. A static field of the feature that owes it, registered as a service.</summary>
/// <param name="Assigns">Who holds this may take or hand on what nobody has.</param>
/// <param name="TellAfter">How long past its time the head of the unit is told, or, where there is none, whoever may assign it. Null: nobody is.</param>
public sealed record DutyRule(string Kind, Right Assigns, TimeSpan? TellAfter = null);

/// <summary>Whether a thing has lapsed by itself, so that nothing is owed about it any more although nobody crossed it off.</summary>
public sealed record SubjectLapse(string SubjectKind, Func<Session, AgencyId, Guid, DateTimeOffset, bool> Lapsed);

/// <summary>The one reading of what is owed now: not done, not lapsed, and no word about the lateness of something that has been done meanwhile.</summary>
public sealed class OpenDuties(Reads reads, IEnumerable<DutyRule> rules, IEnumerable<SubjectLapse> lapses, TimeProvider clock)
{
    /// <summary>A duty as the subject of another: the word that it is late.</summary>
    public const string SubjectKind = "duty";

    private const string Columns = "d.agency, d.id, d.kind, d.subject_kind, d.subject, d.holder, d.made_at, d.due_at, d.done_at";
    private const string Still = "d.done_at IS NULL AND NOT (d.subject_kind = 'duty' AND EXISTS (SELECT 1 FROM acts_duty o WHERE o.id = d.subject AND o.done_at IS NOT NULL)) ORDER BY d.due_at, d.id";
    private static readonly Statement OfHolder = new($"SELECT {Columns} FROM acts_duty d WHERE d.agency = @p0 AND d.holder = @p1 AND {Still}");
    private static readonly Statement OfNobody = new($"SELECT {Columns} FROM acts_duty d WHERE d.agency = @p0 AND d.holder IS NULL AND {Still}");
    private static readonly Statement One = new($"SELECT {Columns} FROM acts_duty d WHERE d.agency = @p0 AND d.id = @p1");

    private readonly Dictionary<string, DutyRule> _rules = rules.ToDictionary(rule => rule.Kind);
    private readonly Dictionary<string, SubjectLapse> _lapses = lapses.ToDictionary(lapse => lapse.SubjectKind);

    public DutyRule? RuleOf(string kind) => _rules.GetValueOrDefault(kind);

    /// <summary>What the person owes, the earliest first.</summary>
    public IReadOnlyList<Duty> Of(AgencyId agency, AccountId person)
    {
        using var read = reads.Rent();
        return Open(read, agency, read.Query(OfHolder, ToDuty, agency, person));
    }

    /// <summary>What nobody has and somebody with these rights may take or hand on.</summary>
    public IReadOnlyList<Duty> OfNobodyFor(AgencyId agency, IReadOnlySet<Right> rights)
    {
        using var read = reads.Rent();
        return Open(read, agency, [.. read.Query(OfNobody, ToDuty, agency).Where(duty => RuleOf(duty.Kind) is { } rule && rights.Contains(rule.Assigns))]);
    }

    /// <summary>The duty if it is still owed.</summary>
    public Duty? Find(Session read, AgencyId agency, DutyId id) =>
        read.First(One, ToDuty, agency, id) is { DoneAt: null } duty && !HasLapsed(read, agency, duty) ? duty : null;

    private List<Duty> Open(Session read, AgencyId agency, List<Duty> duties) => [.. duties.Where(duty => !HasLapsed(read, agency, duty))];

    private bool HasLapsed(Session read, AgencyId agency, Duty duty) => _lapses.GetValueOrDefault(duty.SubjectKind)?.Lapsed(read, agency, duty.Subject, clock.GetUtcNow()) == true;

    private static Duty ToDuty(Row row) => new()
    {
        Agency = row.Id<AgencyId>(0),
        Id = row.Id<DutyId>(1),
        Kind = row.Text(2),
        SubjectKind = row.Text(3),
        Subject = row.Guid(4),
        Holder = row.IdOrNull<AccountId>(5),
        MadeAt = row.Moment(6),
        DueAt = row.Moment(7),
        DoneAt = row.MomentOrNull(8),
    };
}
