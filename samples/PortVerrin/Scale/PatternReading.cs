using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Storage;
using Probity.Judgement.Decisions;
using Probity.Judgement.Receipts;
using Probity.PortVerrin.Cast;
using Probity.PortVerrin.Catalogue;
using Probity.Registry.Authorisations;

namespace Probity.PortVerrin.Scale;

/// <summary>
/// Reads the decisions of a filled Port Verrin as patterns. Every id, moment, name, hash and mark in rows and acts is recognised by its value; one that is not known
/// is a fault, so that no copy can point to a thing of the sample.
/// </summary>
internal sealed class PatternReading(IServiceProvider services)
{
    private static readonly Statement
        Decisions = new("SELECT id FROM judgement_decision WHERE agency = @p0 ORDER BY id"),
        ActsOf = new("SELECT id FROM acts_journal WHERE agency = @p0 AND subject = @p1 ORDER BY id"),
        Owed = new("SELECT count(*) FROM acts_duty WHERE agency = @p0 AND subject = @p1 AND done_at IS NULL");

    /// <summary>Where a decision stands, beside its acts.</summary>
    private static readonly (string Table, Statement Of)[] Tables =
    [
        .. new[] { ("judgement_decision", "id"), ("judgement_output", "decision"), ("judgement_step", "decision"), ("judgement_outcome", "decision"), ("judgement_receipt_use", "decision"), ("acts_duty", "subject") }
            .Select(table => (table.Item1, new Statement($"SELECT * FROM {table.Item1} WHERE agency = @p0 AND {table.Item2} = @p1"))),
    ];

    private readonly JournalBook _book = services.GetRequiredService<JournalBook>();
    private readonly DataKeys _keys = services.GetRequiredService<DataKeys>();
    private readonly PersonMarks _marks = services.GetRequiredService<PersonMarks>();
    private readonly Dictionary<string, Statement> _inserts = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, (int Terms, Authorisation Granted)> _granted = [];
    private readonly HashSet<Guid> _officers = [.. Roster.FaceOfficers.Select(person => person.Id.Value)];
    private readonly HashSet<Guid> _seconds = [.. Roster.SecondPersons.Select(person => person.Id.Value)];

    /// <summary>The patterns in the order of their opening.</summary>
    public IReadOnlyList<Pattern> All()
    {
        using (var db = services.GetRequiredService<Reads>().Open(SampleAgency.Id))
            foreach (var granted in db.Set<Authorisation>().Where(row => row.Use == SampleUses.FaceSearch.Id && row.FromAt != null).ToList().OrderBy(row => row.FromAt).Index())
                _granted.Add(granted.Item.Id.Value, (granted.Index, granted.Item));
        using var read = services.GetRequiredService<Reads>().Rent();
        return [.. read.Query(Decisions, row => row.Id<DecisionId>(0), SampleAgency.Id).Select(id => One(read, id)).OfType<Pattern>()];
    }

    private Pattern? One(ReadSession read, DecisionId id)
    {
        var decision = read.Decision(SampleAgency.Id, id)!;
        // Whoever is not an officer of face search was refused for it, or acts for the story alone.
        if (decision.Officer is not { } officer || !_officers.Contains(officer.Value)) return null;
        var opened = read.Query(ActsOf, row => new JournalId(row.Number(0)), SampleAgency.Id, id).Select(act => _book.Open(read, SampleAgency.Id, act)!).ToList();
        var known = new Known(decision, _marks, _granted);
        for (var i = 0; i < opened.Count; i++) known.Add(i, opened[i]);
        if (!known.IsWhole(_seconds)) return null;

        var patternActs = opened.Select(act => Act(known, act)).ToList();
        var rows = new List<PatternRow>();
        foreach (var (table, of) in Tables)
            foreach (var row in read.Stored(of, SampleAgency.Id, id)) rows.Add(Row(known, table, row));
        var owes = read.Number(Owed, SampleAgency.Id, id) > 0;
        return new Pattern(known.Terms, officer.Value, patternActs.Max(act => act.After), !owes, opened.Exists(act => Kind(act) == "judgement.receipt-used"), patternActs, rows)
        {
            Drawn = [.. new (Whose, AccountId?)[] { (Whose.Second, decision.Second), (Whose.Third, decision.Third), (Whose.Settler, decision.Settler) }.Where(seat => seat.Item2 is not null).Select(seat => seat.Item1)],
        };
    }

    private static string Kind(OpenedAct act) => act.Act.GetProperty("kind").GetString()!;

    private static PatternAct Act(Known known, OpenedAct act)
    {
        var actor = act.Act.GetProperty("actor");
        var kind = Enum.Parse<ActorKind>(actor.GetProperty("kind").GetString()!, ignoreCase: true);
        return new PatternAct(new ActKind(Kind(act)), kind, known.Of(actor.GetProperty("id").GetGuid()), act.Act.GetProperty("at").GetDateTimeOffset() - known.OpenedAt, Pieces.Of(known, act.Canonical));
    }

    private PatternRow Row(Known known, string table, (string Column, object? Value)[] cells)
    {
        if (!_inserts.TryGetValue(table, out var insert))
            _inserts.Add(table, insert = new Statement($"INSERT INTO {table}({string.Join(", ", cells.Select(cell => cell.Column))}) VALUES ({string.Join(", ", cells.Select((_, i) => FormattableString.Invariant($"@p{i}")))})"));
        return new PatternRow(insert, [.. cells.Select(cell => Value(known, table, cell))]);
    }

    private Func<Copy, object?> Value(Known known, string table, (string Column, object? Value) cell) => (table, cell.Column, cell.Value) switch
    {
        (_, _, null) => static _ => null,
        ("acts_duty", "id", _) => static copy => Guid.CreateVersion7(copy.OpenedAt),
        (_, "data_key", _) => static copy => copy.Key.Id,
        ("judgement_output", "content", byte[] bytes) => Output(known, bytes),
        (_, "commitment", byte[] bytes) when known.Commitments[Convert.ToHexString(bytes)] is var act => copy => copy.Acts[act].Commitment,
        (_, "act", long row) when known.Rows[row] is var act => copy => copy.Rows[act],
        (_, _, byte[] { Length: 16 } bytes) when known.Of(TypedId.FromBytes(bytes)) is var whose => copy => copy[whose],
        (_, _, long at) when cell.Column == "at" || cell.Column.EndsWith("_at", StringComparison.Ordinal) => Moment(DateTimeOffset.FromUnixTimeMilliseconds(at) - known.OpenedAt),
        (_, "known_on" or "informed_on", string day) when DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - known.OpenedOn is var days =>
            copy => Pieces.Day(copy, days),
        (_, "case_number", _) => static copy => copy[Said.Case],
        (_, "use_reference", _) => static copy => copy[Said.UseReference],
        (_, _, long or string) when cell.Value is var same => _ => same,
        _ => throw new InvalidOperationException($"{table}.{cell.Column} is not known how to copy."),
    };

    private static Func<Copy, object?> Moment(TimeSpan after) => copy => copy.At(after);

    private Func<Copy, object?> Output(Known known, byte[] bytes)
    {
        var plain = _keys.For(SampleAgency.Id, _keys.Case(SampleAgency.Id, known.CaseNumber)).Open(bytes, known.Decision.ToByteArray());
        return copy => copy.Key.Seal(plain, copy[Whose.Decision].ToByteArray());
    }
}
