using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Desk.Lists;

namespace Probity.Desk.History;

/// <summary>Acts in the order of a page, each with the proof of its place in the ledger where the viewer may read acts.</summary>
public sealed record ShownActs(IReadOnlyList<PastAct> Entries, bool WithProofs);

/// <summary>Everything that happened to one thing. The right is the one that the thing's own page needs, and the owning room says how much may be read.</summary>
[Needs(Right.OwnDesk)]
public sealed class HistoryPageModel(History history, Sequencer sequencer, Viewer viewer) : PageModel
{
    public HistoryOf Of { get; private set; } = null!;
    public ListQuery Query { get; private set; } = null!;
    public ListPage<PastAct> Acts { get; private set; } = null!;
    public IReadOnlyList<string> Kinds { get; private set; } = [];
    public (long Size, DateTimeOffset At)? Signed { get; private set; }
    public bool WithProofs => viewer.May(Right.SeeActs);

    public IActionResult OnGet(string kind, Guid id)
    {
        if (history.Find(kind, id) is not { } of) return NotFound();
        Of = of;
        Query = ListQuery.Of(Request.Query, History.Definition);
        Acts = history.Page(of, Query);
        Kinds = history.Kinds(of);
        if (sequencer.State() is { SignedAt: { } at } state) Signed = (state.Signed, at);
        return Page();
    }
}

public static class HistoryPages
{
    public static string Of(string kind, Guid id) => $"/history/{kind}/{id:D}";

    public static string Export(string kind, Guid id) => Of(kind, id) + "/export";

    /// <summary>The columns of a download: what the page shows, in the reader's words.</summary>
    private static IReadOnlyList<Column<(PastAct Act, Texts Texts)>> Columns { get; } =
    [
        new("at", "desk.history.column.at", ColumnType.Moment, row => row.Act.At),
        new("kind", "desk.history.column.kind", ColumnType.Text, row => row.Act.Kind),
        new("what", "desk.history.column.what", ColumnType.Text, row => History.Said(row.Texts, row.Act.Kind)),
        new("by", "desk.history.column.by", ColumnType.Text, row => row.Act.By),
        new("reason", "desk.history.column.reason", ColumnType.Text, row => row.Act.Reason),
        new("evidence", "desk.history.column.evidence", ColumnType.Several, row => row.Act.Evidence.Select(one => one.Sha256 is { } hash ? $"{one.Title} (sha256:{hash})" : one.Title)),
        new("changes", "desk.history.column.changes", ColumnType.Several, row => row.Act.Changes.Select(change => $"{change.Member}: {change.Before} → {change.After}")),
        new("erased", "desk.history.column.erased", ColumnType.YesNo, row => row.Act.Erased),
        new("ledger_number", "desk.history.column.ledger", ColumnType.Number, row => row.Act.LedgerNumber),
    ];

    internal static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder routes)
    {
        routes.MapExport("/history/{kind}/{id:guid}/export", "acts", History.Definition, Columns, Rows).Needs(Right.OwnDesk)
            .AddEndpointFilter(async (context, next) => Found(context.HttpContext) is null ? Results.NotFound() : await next(context));
        return routes;
    }

    private static HistoryOf? Found(HttpContext context) =>
        context.RequestServices.GetRequiredService<History>().Find((string)context.GetRouteValue("kind")!, Guid.Parse((string)context.GetRouteValue("id")!));

    private static async IAsyncEnumerable<(PastAct, Texts)> Rows(HttpContext context, ListQuery query)
    {
        if (Found(context) is not { } of) yield break;
        var texts = context.RequestServices.GetRequiredService<Texts>();
        await foreach (var act in context.RequestServices.GetRequiredService<History>().All(of, query)) yield return (act, texts);
    }
}
