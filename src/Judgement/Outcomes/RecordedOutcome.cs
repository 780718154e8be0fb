using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;

namespace Probity.Judgement.Outcomes;

/// <summary>One recorded outcome as lists and counts see it. How it is known stands in its act, sealed under the key of the case.</summary>
/// <param name="Number">From 1; the highest counts.</param>
public sealed record RecordedOutcome(int Number, CameOfIt Came, DateOnly KnownOn, DateOnly? InformedOn, DateTimeOffset RecordedAt, Guid RecordedBy, JournalId Act);

/// <summary>The content of the act "outcome recorded".</summary>
public sealed record OutcomePayload(int Number, CameOfIt Came, DateOnly KnownOn, string Source, DateOnly? InformedOn);

public static class OutcomeRows
{
    private static readonly Statement Select = new("SELECT number, came, known_on, informed_on, recorded_at, recorded_by, act FROM judgement_outcome WHERE agency = @p0 AND decision = @p1 ORDER BY number");
    private static readonly Statement InsertOne = new("""
        INSERT INTO judgement_outcome(agency, decision, number, came, known_on, informed_on, recorded_at, recorded_by, act) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
        """);

    /// <summary>Lists read it from the decision. No rule reads it, so the decision's version stays.</summary>
    private static readonly Statement Newest = new("UPDATE judgement_decision SET came = @p2 WHERE agency = @p0 AND id = @p1");

    /// <summary>In the order in which they were recorded: the last one counts.</summary>
    public static IReadOnlyList<RecordedOutcome> Outcomes(this Session session, Decision decision) => session.Query(Select, row => new RecordedOutcome(
        (int)row.Number(0), row.Word<CameOfIt>(1), Day(row.Text(2)), row.IsNull(3) ? null : Day(row.Text(3)), row.Moment(4), row.Guid(5), new JournalId(row.Number(6))), decision.Agency, decision.Id);

    internal static void Insert(this Work work, Decision decision, OutcomePayload outcome, JournalId act)
    {
        work.Execute(InsertOne, decision.Agency, decision.Id, outcome.Number, outcome.Came,
            Text(outcome.KnownOn), outcome.InformedOn is { } informed ? Text(informed) : null, work.Now, work.Actor.Id, act);
        work.Execute(Newest, decision.Agency, decision.Id, outcome.Came);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
