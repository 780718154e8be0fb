using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Lists;
using Probity.Desk.Search;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Outcomes;
using Probity.Judgement.Protocols;
using Probity.Registry.Uses;

namespace Probity.Judgement.Decisions;

/// <summary>A decision as the list shows it: where it stands, and nothing of its content.</summary>
public sealed record DecisionLine(
    DecisionId Id, string Case, string Use, string Kind, ProtocolMode Mode, DecisionState State, string Action, string Receiver, bool HasOfficer,
    DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, FinalAnswer? FinalAnswer, CameOfIt? Came);

public static class DecisionListFiles
{
    /// <summary>The list as CSV and JSON with its dictionary, for those who may read the state of every decision.</summary>
    public static IEndpointRouteBuilder MapDecisionList(this IEndpointRouteBuilder routes)
    {
        routes.MapExport(JudgementPages.Export, "decisions", DecisionList.Definition, DecisionList.Download, (context, query) =>
            context.RequestServices.GetRequiredService<DecisionList>().All(context.RequestServices.GetRequiredService<Viewer>(), query)).Needs(Right.SeeDecisions);
        return routes;
    }
}

/// <summary>
/// The decisions a viewer may know of, by search, filters and order. A cursor is a range over the index, so page 1,000 costs what page 1 does.
/// </summary>
public sealed class DecisionList(Reads reads, TimeProvider clock)
{
    private const string Columns = "id, case_number, use_reference, kind, mode, state, action, receiver, officer IS NOT NULL, opened_at, due_at, expires_at, final_answer, came";

    /// <summary>As the index of migration 0003 names them.</summary>
    private const string StillMoves = "state IN ('Opened', 'ViewCommitted', 'Revealed', 'Judged', 'Disagreed')";

    /// <summary>Uses that have decisions: a walk from one use to the next over the index, not over the decisions.</summary>
    private static readonly Statement UseReferences = new("""
        WITH RECURSIVE used(id) AS (
          SELECT (SELECT use_id FROM judgement_decision ORDER BY use_id LIMIT 1)
          UNION ALL SELECT (SELECT use_id FROM judgement_decision WHERE use_id > used.id ORDER BY use_id LIMIT 1) FROM used WHERE used.id IS NOT NULL)
        SELECT id, reference FROM (
          SELECT used.id, (SELECT use_reference FROM judgement_decision WHERE use_id = used.id AND agency = @p0 LIMIT 1) AS reference FROM used) AS named
        WHERE id IS NOT NULL AND reference IS NOT NULL ORDER BY reference
        """);

    /// <summary>Stands after everything that begins alike, in the order of bytes.</summary>
    private const string LastOfAll = "\U0010FFFF";

    private static readonly DecisionState[] Shown =
    [
        DecisionState.Opened, DecisionState.ViewCommitted, DecisionState.Revealed, DecisionState.Judged, DecisionState.Disagreed, DecisionState.Released, DecisionState.Contested,
        DecisionState.Upheld, DecisionState.Overturned, DecisionState.Refused, DecisionState.Withdrawn, DecisionState.Expired,
    ];

    /// <summary>By the time of opening (an id is a version 7 guid and rises with it), newest first, or by case number.</summary>
    public static readonly ListDefinition Definition = new("-opened", ["opened", "case"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>>
        {
            ["state"] = [.. Shown.Select(state => state.ToString())],
            ["use"] = [],
            ["mode"] = Enum.GetNames<ProtocolMode>(),
            ["came"] = Enum.GetNames<CameOfIt>(),
            ["whose"] = ["mine", "free"],
        },
    };

    /// <summary>The columns of a download. Metadata only: what people wrote and what the output said stay sealed.</summary>
    public static readonly IReadOnlyList<Column<DecisionLine>> Download =
    [
        new("id", "judgement.column.id", ColumnType.Text, line => line.Id.ToString()),
        new("case", "judgement.column.case", ColumnType.Text, line => line.Case),
        new("use", "judgement.column.use", ColumnType.Text, line => line.Use),
        new("kind", "judgement.column.kind", ColumnType.Text, line => line.Kind),
        new("mode", "judgement.column.mode", ColumnType.Text, line => Word(line.Mode)),
        new("state", "judgement.column.state", ColumnType.Text, line => Word(line.State)),
        new("action", "judgement.column.action", ColumnType.Text, line => line.Action),
        new("receiver", "judgement.column.receiver", ColumnType.Text, line => line.Receiver),
        new("judgement", "judgement.column.judgement", ColumnType.Text, line => line.FinalAnswer is { } answer ? Word(answer) : null),
        new("came", "judgement.column.came", ColumnType.Text, line => line.Came is { } came ? Word(came) : null),
        new("opened_at", "judgement.column.opened-at", ColumnType.Moment, line => line.OpenedAt),
        new("due_at", "judgement.column.due-at", ColumnType.Moment, line => line.DueAt),
        new("expires_at", "judgement.column.expires-at", ColumnType.Moment, line => line.ExpiresAt),
    ];

    public ListPage<DecisionLine> Page(Viewer viewer, ListQuery query)
    {
        using var session = reads.Rent();
        var total = Count(session, viewer, query);
        return ListPage.Of(Fetch(session, viewer, query, few: !total.OrMore), query, total, line => new Cursor(query.Sort == "case" ? line.Case : "", line.Id.ToString()));
    }

    public IReadOnlyList<string> Uses(Viewer viewer)
    {
        using var session = reads.Rent();
        return [.. UsesOf(session, viewer).Select(use => use.Reference)];
    }

    private static List<(UseId Id, string Reference)> UsesOf(ReadSession session, Viewer viewer) => session.Query(UseReferences, row => (row.Id<UseId>(0), row.Text(1)), viewer.Required.Agency);

    /// <summary>Every row in the query's order, read in pages so that no connection is held while a slow reader downloads.</summary>
    public async IAsyncEnumerable<DecisionLine> All(Viewer viewer, ListQuery query)
    {
        query = query with { Size = 1000, Cursor = null, Backwards = false };
        for (bool? few = null; ;)
        {
            List<DecisionLine> rows;
            using (var session = reads.Rent()) rows = Fetch(session, viewer, query, few ??= !Count(session, viewer, query).OrMore);
            foreach (var row in rows.Take(query.Size)) yield return row;
            if (rows.Count <= query.Size) yield break;
            var last = rows[query.Size - 1];
            query = query with { Cursor = new Cursor(query.Sort == "case" ? last.Case : "", last.Id.ToString()) };
            await Task.Yield();
        }
    }

    private HowMany Count(ReadSession session, Viewer viewer, ListQuery query)
    {
        var (where, values) = Where(session, viewer, query, few: true);
        return HowMany.Of(session.Number(Statements.Of(HowMany.Question(where)), [.. values]));
    }

    /// <summary>So many rows are looked through for a number before what fits is gathered from its index instead.</summary>
    private const int LookedThrough = 2000;

    private static readonly Statement NewestBut = new("SELECT id FROM judgement_decision WHERE agency = @p0 AND id < @p1 ORDER BY id DESC LIMIT 1 OFFSET @p2");
    private static readonly Statement OldestBut = new("SELECT id FROM judgement_decision WHERE agency = @p0 AND id > @p1 ORDER BY id LIMIT 1 OFFSET @p2");

    private List<DecisionLine> Fetch(ReadSession session, Viewer viewer, ListQuery query, bool few)
    {
        if (few || query.Search is null || query.Sort == "case" || OnlySome(viewer, query)) return Fetch(session, viewer, query, few, null);
        // Many fit, and they may lie thick where the list begins or all in a year long ago: a few steps along the list tell which.
        var down = query.FetchDescending;
        var from = query.Cursor is { } cursor && DecisionId.TryParse(cursor.Id, null, out var id) ? id.Value : down ? Guid.AllBitsSet : Guid.Empty;
        var end = session.First(down ? NewestBut : OldestBut, row => (DecisionId?)row.Id<DecisionId>(0), viewer.Required.Agency, from, LookedThrough);
        var near = Fetch(session, viewer, query, few: false, end);
        return end is null || near.Count >= query.Take ? near : Fetch(session, viewer, query, few: true, null);
    }

    /// <param name="end">No further than this decision.</param>
    private List<DecisionLine> Fetch(ReadSession session, Viewer viewer, ListQuery query, bool few, DecisionId? end)
    {
        var down = query.FetchDescending;
        var (where, values) = Where(session, viewer, query, few);
        var (sign, order) = down ? ("<", " DESC") : (">", "");
        // Searched by number, they stand in the order of the index that finds them.
        var searched = query is { Sort: "case", Search: not null };
        var key = searched ? CaseNumbers.Column(session.IsPostgres) : "case_number";
        // What the index of numbers finds may be most of an agency: sorted by id alone, and the rows of one page read. (The sign keeps SQLite from walking along the ids instead.)
        var gathered = query.Search is not null && few && !searched;
        var place = gathered && !session.IsPostgres ? "+id" : "id";
        if (query.Cursor is { } cursor && DecisionId.TryParse(cursor.Id, null, out var id))
        {
            if (query.Sort == "case") where += $" AND ({key}, id) {sign} ({Next(values, searched ? CaseNumbers.Fold(cursor.Key) : cursor.Key)}, {Next(values, id)})";
            else where += $" AND {place} {sign} {Next(values, id)}";
        }
        if (end is { } last) where += $" AND id {(down ? ">=" : "<=")} {Next(values, last)}";
        var by = query.Sort == "case" ? $"{key}{order}, id{order}" : $"id{order}";
        var asked = $"{where} ORDER BY {(gathered ? $"{place}{order}" : by)} LIMIT {Next(values, query.Take)}";
        if (gathered) asked = $"FROM judgement_decision WHERE agency = @p0 AND id IN (SELECT id {asked}) ORDER BY {by}";
        var statement = Statements.Of($"SELECT {Columns} {asked}");
        var now = clock.GetUtcNow();
        return session.Query(statement, row => Read(row, now), [.. values]);
    }

    /// <summary>Whether few are left beside all that the agency has: the viewer's own.</summary>
    private static bool OnlySome(Viewer viewer, ListQuery query) => !viewer.May(Right.SeeDecisions) || query.Filter("whose") == "mine";

    /// <summary>
    /// What this viewer may know of, narrowed by what was asked. Text comes from here alone; whatever a reader typed is a value. A word out of a closed list stands as itself, so that
    /// an index over it can serve.
    /// </summary>
    /// <param name="few">Little is left: gathered by its own index and sorted. Otherwise the list is walked in its order, and what fits is soon found.</param>
    private (string Sql, List<object?> Values) Where(ReadSession session, Viewer viewer, ListQuery query, bool few)
    {
        var now = clock.GetUtcNow();
        var values = new List<object?> { viewer.Required.Agency };
        // Who has some must not be shown them by walking all (the sign takes the indexes over an agency away from SQLite's planner; PostgreSQL's counts).
        var some = OnlySome(viewer, query);
        var sql = new StringBuilder("FROM judgement_decision WHERE ").Append(some && !session.IsPostgres ? "+" : "").Append("agency = @p0");
        void And(string condition) => sql.Append(" AND ").Append(condition);
        string Seats() => string.Join(" UNION ALL ", new[] { "officer", "second", "third" }
            .Select(seat => $"SELECT id FROM judgement_decision WHERE agency = @p0 AND {seat} = {Next(values, new AccountId(viewer.Required.Id))}"));
        string Free() => $"officer IS NULL AND state = 'Opened' AND expires_at > {Next(values, now)}";
        if (!viewer.May(Right.SeeDecisions))
            And($"id IN ({Seats()}{(viewer.May(Right.Judge) ? $" UNION ALL SELECT id FROM judgement_decision WHERE agency = @p0 AND {Free()}" : "")})");
        if (query.Search is { } search)
        {
            var number = CaseNumbers.Column(session.IsPostgres);
            And(Begun(few && !some || query.Sort == "case" ? number : $"({number} || '')", search, values));
        }
        if (query.Filter("use") is { } reference) And($"use_id = {Next(values, UsesOf(session, viewer).Where(use => use.Reference == reference).Select(use => use.Id).FirstOrDefault())}");
        if (Enum.TryParse<ProtocolMode>(query.Filter("mode"), out var mode)) And(mode == ProtocolMode.Sealed ? "mode = 'Sealed'" : $"mode = '{mode}' AND mode <> 'Sealed'");
        if (Enum.TryParse<CameOfIt>(query.Filter("came"), out var came)) And($"came = '{came}'");
        if (query.Filter("whose") is { } whose) And(whose == "free" ? Free() : $"id IN ({Seats()})");
        if (Enum.TryParse<DecisionState>(query.Filter("state"), out var state))
        {
            if (state == DecisionState.Expired) And($"{StillMoves} AND expires_at <= {Next(values, now)}");
            // Those that still move are said again, so that the index over them alone can serve.
            else And($"state = '{state}'{(DecisionRules.StillMoves(state) ? $" AND {StillMoves} AND expires_at > {Next(values, now)}" : "")}");
        }
        return (sql.ToString(), values);
    }

    private static string Begun(string number, string typed, List<object?> values) => CaseNumbers.Begun(typed) is { Count: > 0 } begun
        ? $"({string.Join(" OR ", begun.Select(start => $"({number} >= {Next(values, start)} AND {number} < {Next(values, start + LastOfAll)})"))})" : "1 = 0";

    /// <summary>Decisions by their case number, as typed or one slip away, of those that <see cref="DecisionReading.MaySee"/> lets this viewer know of.</summary>
    public (IReadOnlyList<Guid> Found, HowMany Count) Find(Viewer viewer, Sought sought)
    {
        var agency = viewer.Required.Agency;
        using var session = reads.Rent();
        if (Asked(viewer, sought, session.IsPostgres) is not { } asked) return ([], 0);
        var found = session.Query(Statements.Of(asked.Sql), row => row.Guid(0), [.. asked.Values]);
        if (found.Count == 0) return ([], 0);
        // The rule itself has the last word, over the rows as they are.
        var seen = session.Decisions(agency, found).Where(decision => DecisionReading.MaySee(viewer, decision)).Select(decision => decision.Id.Value).ToHashSet();
        return sought.Of([.. found.Where(seen.Contains)]);
    }

    /// <summary>What <see cref="Find"/> asks the database; null where no number can be meant.</summary>
    public static (string Sql, IReadOnlyList<object?> Values)? Asked(Viewer viewer, Sought sought, bool postgres)
    {
        var slips = sought.Mistyped ? CaseNumbers.OneSlipFrom(sought.Typed) : [];
        if (sought.Mistyped && slips.Count == 0) return null;
        var values = new List<object?> { viewer.Required.Agency };
        // Who sees every decision has them from the index over the numbers; who sees some has those, and their numbers are compared.
        var all = viewer.May(Right.SeeDecisions);
        var number = CaseNumbers.Column(postgres);
        if (!all) number = $"({number} || '')";
        // What stands before CROSS JOIN is read first.
        var sql = new StringBuilder("SELECT judgement_decision.id FROM ");
        if (!all) sql.Append('(').Append(Known(viewer, values)).Append(") AS known CROSS JOIN ");
        var near = sought.Mistyped ? IdList.From("slip", Next(values, IdList.Of(slips)), postgres) : null;
        if (all && near is not null) sql.Append(near).Append(" CROSS JOIN ");
        sql.Append("judgement_decision WHERE judgement_decision.agency = @p0 AND ")
            .Append(near is null ? Begun(number, sought.Typed, values) : all ? $"{number} = slip.value" : $"{number} IN (SELECT slip.value FROM {near})");
        if (!all) sql.Append(" AND judgement_decision.id = known.decision");
        return (sql.Append(CultureInfo.InvariantCulture, $" ORDER BY {(all ? number : "judgement_decision.id")} DESC LIMIT {Next(values, sought.Most + 1)}").ToString(), values);
    }

    /// <summary><see cref="DecisionReading.MaySee"/> as the database is asked, for whoever does not see every decision: each kind of place from its own index.</summary>
    private static string Known(Viewer viewer, List<object?> values)
    {
        const string Ids = "SELECT id FROM judgement_decision WHERE agency = @p0 AND ";
        var me = Next(values, viewer.Required.Id);
        var known = new List<string> { $"SELECT decision FROM judgement_step WHERE agency = @p0 AND person = {me} AND name = '{StepName.Opened}'" };
        if (viewer.Required.Account is not null) known.AddRange(new[] { "officer", "second", "third", "settler" }.Select(seat => $"{Ids}{seat} = {me}"));
        // A time that all have leads to the small index of those that nobody took.
        if (viewer.May(Right.Judge)) known.Add(Ids + "officer IS NULL AND state = 'Opened' AND expires_at > 0");
        if (viewer.May(Right.JudgeSecond)) known.Add(Ids + "state = 'Contested' AND settler IS NULL");
        return string.Join(" UNION ", known);
    }

    private static string Next(List<object?> values, object value)
    {
        values.Add(value);
        return "@p" + (values.Count - 1).ToString(CultureInfo.InvariantCulture);
    }

    private static DecisionLine Read(Row row, DateTimeOffset now)
    {
        var (state, expires) = (row.Word<DecisionState>(5), row.Moment(11));
        return new DecisionLine(row.Id<DecisionId>(0), row.Text(1), row.Text(2), row.Text(3), row.Word<ProtocolMode>(4), now >= expires && DecisionRules.StillMoves(state) ? DecisionState.Expired : state,
            row.Text(6), row.Text(7), row.Flag(8), row.Moment(9), row.Moment(10), expires, row.IsNull(12) ? null : row.Word<FinalAnswer>(12),
            row.IsNull(13) ? null : row.Word<CameOfIt>(13));
    }

    private static string Word(Enum word) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
