using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Registry.Uses;

namespace Probity.Judgement.Decisions;

/// <summary>The rows of the gate, by prepared statements: it is the house's hottest path.</summary>
public static class DecisionRows
{
    private const string Columns = """
        id, agency, use_id, use_reference, kind, mode, state, case_number, action, receiver, officer, second, third, opened_by, opened_at, due_at, expires_at,
        changed_at, output_hash, view_answer, agreement, officer_answer, moved, final_answer, version, settler, settler_read_at
        """;

    private static readonly Statement Select = new($"SELECT {Columns}, came FROM judgement_decision WHERE agency = @p0 AND id = @p1");

    private static readonly Statement SelectMany = IdList.Statement(pg =>
        $"SELECT judgement_decision.{Columns}, came FROM {IdList.From("one", "@p1", pg)} CROSS JOIN judgement_decision WHERE agency = @p0 AND judgement_decision.id = {IdList.Id("one", pg)}");

    private static readonly Statement InsertDecision = new($"""
        INSERT INTO judgement_decision({Columns})
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, @p14, @p15, @p16, @p17, @p18, @p19, @p20, @p21, @p22, @p23, @p24, @p25, @p26)
        """);

    private static readonly Statement UpdateDecision = new("""
        UPDATE judgement_decision SET state = @p2, officer = @p3, second = @p4, third = @p5, changed_at = @p6, expires_at = @p7, view_answer = @p8, agreement = @p9,
               officer_answer = @p10, moved = @p11, final_answer = @p12, settler = @p14, settler_read_at = @p15, version = version + 1
        WHERE agency = @p0 AND id = @p1 AND version = @p13
        """);

    private static readonly Statement InsertOutput = new("INSERT INTO judgement_output(agency, decision, data_key, content) VALUES (@p0, @p1, @p2, @p3)");
    private static readonly Statement SelectOutput = new("SELECT data_key, content FROM judgement_output WHERE agency = @p0 AND decision = @p1");
    private static readonly Statement InsertStep = new("INSERT INTO judgement_step(agency, decision, name, person, at, act, commitment) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)");
    private static readonly Statement SelectSteps = new("SELECT name, person, at, act, commitment FROM judgement_step WHERE agency = @p0 AND decision = @p1 ORDER BY act");

    public static Decision? Decision(this Session session, AgencyId agency, DecisionId id) => session.First(Select, Read, agency, id);

    internal static List<Decision> Decisions(this Session session, AgencyId agency, IEnumerable<Guid> ids) => session.Query(SelectMany, Read, agency, IdList.Of(ids));

    private static Decision Read(Row row) => new()
    {
        Id = row.Id<DecisionId>(0),
        Agency = row.Id<AgencyId>(1),
        UseId = row.Id<UseId>(2),
        UseReference = row.Text(3),
        Kind = row.Text(4),
        Mode = row.Word<ProtocolMode>(5),
        State = row.Word<DecisionState>(6),
        CaseNumber = row.Text(7),
        Action = row.Text(8),
        Receiver = row.Text(9),
        Officer = row.IdOrNull<AccountId>(10),
        Second = row.IdOrNull<AccountId>(11),
        Third = row.IdOrNull<AccountId>(12),
        OpenedBy = row.Guid(13),
        OpenedAt = row.Moment(14),
        DueAt = row.Moment(15),
        ExpiresAt = row.Moment(16),
        ChangedAt = row.Moment(17),
        OutputHash = row.Text(18),
        ViewAnswer = row.IsNull(19) ? null : row.Word<ViewAnswer>(19),
        Agreement = row.IsNull(20) ? null : row.Word<Agreement>(20),
        OfficerAnswer = row.IsNull(21) ? null : row.Word<FinalAnswer>(21),
        Moved = row.IsNull(22) ? null : row.Flag(22),
        FinalAnswer = row.IsNull(23) ? null : row.Word<FinalAnswer>(23),
        Version = row.Number(24),
        Settler = row.IdOrNull<AccountId>(25),
        SettlerReadAt = row.MomentOrNull(26),
        Came = row.IsNull(27) ? null : row.Word<CameOfIt>(27),
    };

    internal static void Insert(this Work work, Decision d) =>
        work.Execute(InsertDecision, d.Id, d.Agency, d.UseId, d.UseReference, d.Kind, d.Mode, d.State, d.CaseNumber, d.Action, d.Receiver, d.Officer, d.Second, d.Third,
            d.OpenedBy, d.OpenedAt, d.DueAt, d.ExpiresAt, d.ChangedAt, d.OutputHash, d.ViewAnswer, d.Agreement, d.OfficerAnswer, d.Moved, d.FinalAnswer, d.Version, d.Settler, d.SettlerReadAt);

    /// <summary>Writes what changed; the row must still have the version that was read on this connection.</summary>
    internal static void Update(this Work work, DecisionChange now)
    {
        var was = now.Of;
        var rows = work.Execute(UpdateDecision, was.Agency, was.Id, now.State, now.Officer, now.Second, now.Third, work.Now, now.ExpiresAt, now.ViewAnswer, now.Agreement,
            now.OfficerAnswer, now.Moved, now.FinalAnswer, was.Version, now.Settler, now.SettlerReadAt);
        if (rows != 1) throw new InvalidOperationException("The decision changed inside its own transaction.");
    }

    internal static void PutOutput(this Work work, AgencyId agency, DecisionId decision, Guid key, byte[] content) => work.Execute(InsertOutput, agency, decision, key, content);

    /// <summary>The sealed bytes. Only the reveal asks.</summary>
    internal static (Guid Key, byte[] Content)? SealedOutput(this Session session, AgencyId agency, DecisionId decision)
    {
        var found = session.First(SelectOutput, row => (Key: row.Guid(0), Content: row.Bytes(1)), agency, decision);
        return found.Content is null ? null : found;
    }

    internal static JournalId Step(this Work work, DecisionId decision, StepName name, AccountId? person, SealedAct act)
    {
        var id = work.Record(act);
        work.Execute(InsertStep, act.Actor.Agency, decision, name, person, act.At, id, act.Commitment);
        return id;
    }

    public static IReadOnlyList<DecisionStep> Steps(this Session session, AgencyId agency, DecisionId decision) =>
        session.Query(SelectSteps, row => new DecisionStep
        {
            Decision = decision,
            Agency = agency,
            Name = row.Word<StepName>(0),
            Person = row.IdOrNull<AccountId>(1),
            At = row.Moment(2),
            Act = new JournalId(row.Number(3)),
            Commitment = row.Bytes(4),
        }, agency, decision);
}

/// <summary>A decision as it will stand after this change.</summary>
internal sealed record DecisionChange(Decision Of)
{
    public DecisionState State { get; init; } = Of.State;
    public AccountId? Officer { get; init; } = Of.Officer;
    public AccountId? Second { get; init; } = Of.Second;
    public AccountId? Third { get; init; } = Of.Third;
    public AccountId? Settler { get; init; } = Of.Settler;
    public DateTimeOffset? SettlerReadAt { get; init; } = Of.SettlerReadAt;
    public DateTimeOffset ExpiresAt { get; init; } = Of.ExpiresAt;
    public ViewAnswer? ViewAnswer { get; init; } = Of.ViewAnswer;
    public Agreement? Agreement { get; init; } = Of.Agreement;
    public FinalAnswer? OfficerAnswer { get; init; } = Of.OfficerAnswer;
    public bool? Moved { get; init; } = Of.Moved;
    public FinalAnswer? FinalAnswer { get; init; } = Of.FinalAnswer;
}
