using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Lists;
using Probity.Judgement.FaceSearch;
using Probity.Judgement.Protocols;

namespace Probity.Judgement.Decisions;

/// <summary>A decision as the list shows it: where it stands, and nothing of its content.</summary>
public sealed record DecisionLine(
    DecisionId Id, string Case, string Use, string Kind, ProtocolMode Mode, DecisionState State, string Action, string Receiver, bool HasOfficer,
    DateTimeOffset OpenedAt, DateTimeOffset DueAt, DateTimeOffset ExpiresAt, FinalAnswer? FinalAnswer);

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
    private const string Columns = "id, case_number, use_reference, kind, mode, state, action, receiver, officer IS NOT NULL, opened_at, due_at, expires_at, final_answer";

    // p1 sees all · p2 the person · p3 may take · p4 search · p5 state · p6 now · p7 use · p8 mode · p9 whose
    private const string Where = """
        FROM judgement_decision WHERE agency = @p0
          AND (@p1 = 1 OR officer = @p2 OR second = @p2 OR third = @p2 OR opened_by = @p2 OR (@p3 = 1 AND officer IS NULL AND state = 'Opened'))
          AND (@p4 = '' OR instr(upper(case_number), @p4) > 0)
          AND (@p5 = '' OR (CASE WHEN expires_at <= @p6 AND state IN ('Opened', 'ViewCommitted', 'Revealed', 'Judged', 'Disagreed') THEN 'Expired' ELSE state END) = @p5)
          AND (@p7 = '' OR use_reference = @p7)
          AND (@p8 = '' OR mode = @p8)
          AND (@p9 = '' OR (@p9 = 'mine' AND (officer = @p2 OR second = @p2 OR third = @p2)) OR (@p9 = 'free' AND officer IS NULL AND state = 'Opened' AND expires_at > @p6))
        """;

    private static readonly Statement Total = new($"SELECT count(*) {Where}");
    private static readonly Statement ByIdUp = new($"SELECT {Columns} {Where} AND id > @p10 ORDER BY id LIMIT @p11");
    private static readonly Statement ByIdDown = new($"SELECT {Columns} {Where} AND id < @p10 ORDER BY id DESC LIMIT @p11");
    private static readonly Statement ByCaseUp = new($"SELECT {Columns} {Where} AND (case_number, id) > (@p10, @p11) ORDER BY case_number, id LIMIT @p12");
    private static readonly Statement ByCaseDown = new($"SELECT {Columns} {Where} AND (case_number, id) < (@p10, @p11) ORDER BY case_number DESC, id DESC LIMIT @p12");
    private static readonly Statement UseReferences = new("SELECT DISTINCT use_reference FROM judgement_decision WHERE agency = @p0 ORDER BY use_reference");

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
        new("opened_at", "judgement.column.opened-at", ColumnType.Moment, line => line.OpenedAt),
        new("due_at", "judgement.column.due-at", ColumnType.Moment, line => line.DueAt),
        new("expires_at", "judgement.column.expires-at", ColumnType.Moment, line => line.ExpiresAt),
    ];

    public ListPage<DecisionLine> Page(Viewer viewer, ListQuery query)
    {
        using var session = reads.Rent();
        var total = session.Number(Total, [.. Asked(viewer, query)]);
        return ListPage.Of(Fetch(session, viewer, query), query, total, line => new Cursor(query.Sort == "case" ? line.Case : "", line.Id.ToString()));
    }

    public IReadOnlyList<string> Uses(Viewer viewer)
    {
        using var session = reads.Rent();
        return session.Query(UseReferences, row => row.Text(0), viewer.Required.Agency);
    }

    /// <summary>Every row in the query's order, read in pages so that no connection is held while a slow reader downloads.</summary>
    public async IAsyncEnumerable<DecisionLine> All(Viewer viewer, ListQuery query)
    {
        query = query with { Size = 1000, Cursor = null, Backwards = false };
        while (true)
        {
            List<DecisionLine> rows;
            using (var session = reads.Rent()) rows = Fetch(session, viewer, query);
            foreach (var row in rows.Take(query.Size)) yield return row;
            if (rows.Count <= query.Size) yield break;
            var last = rows[query.Size - 1];
            query = query with { Cursor = new Cursor(query.Sort == "case" ? last.Case : "", last.Id.ToString()) };
            await Task.Yield();
        }
    }

    private List<DecisionLine> Fetch(ReadSession session, Viewer viewer, ListQuery query)
    {
        var down = query.FetchDescending;
        var place = query.Cursor is { } cursor && DecisionId.TryParse(cursor.Id, null, out var id) ? ((object)id, cursor.Key) : Edge(down);
        object?[] range = query.Sort == "case" ? [place.Item2, place.Item1, query.Take] : [place.Item1, query.Take];
        var statement = (query.Sort, down) switch { ("case", true) => ByCaseDown, ("case", false) => ByCaseUp, (_, true) => ByIdDown, _ => ByIdUp };
        return session.Query(statement, row => Read(row, clock.GetUtcNow()), [.. Asked(viewer, query), .. range]);
    }

    /// <summary>Before the first or after the last row that can be.</summary>
    private static (object Id, string Key) Edge(bool down) => down ? (new DecisionId(new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff")), "\U0010FFFF") : (new DecisionId(Guid.Empty), "");

    private object?[] Asked(Viewer viewer, ListQuery query) =>
    [
        viewer.Required.Agency, viewer.May(Right.SeeDecisions) ? 1 : 0, new AccountId(viewer.Required.Id), viewer.May(Right.Judge) ? 1 : 0, query.Search?.ToUpperInvariant() ?? "",
        query.Filter("state") ?? "", clock.GetUtcNow(), query.Filter("use") ?? "", query.Filter("mode") ?? "", query.Filter("whose") ?? "",
    ];

    private static DecisionLine Read(Row row, DateTimeOffset now)
    {
        var (state, expires) = (row.Word<DecisionState>(5), row.Moment(11));
        return new DecisionLine(row.Id<DecisionId>(0), row.Text(1), row.Text(2), row.Text(3), row.Word<ProtocolMode>(4), now >= expires && DecisionRules.StillMoves(state) ? DecisionState.Expired : state,
            row.Text(6), row.Text(7), row.Flag(8), row.Moment(9), row.Moment(10), expires, row.IsNull(12) ? null : row.Word<FinalAnswer>(12));
    }

    private static string Word(Enum word) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());
}
