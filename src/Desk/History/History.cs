using System.Globalization;
using System.Text;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Journal;
using Probity.Acts.Keys;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.Desk.Lists;

namespace Probity.Desk.History;

/// <summary>What an act changed, in words.</summary>
public sealed record ChangeInWords(string Member, string Before, string After);

/// <summary>One act as a history shows it. What the viewer may not read is empty.</summary>
/// <param name="By">Who acted, by name.</param>
/// <param name="Reason">Why, in that person's words.</param>
/// <param name="Erased">The content was erased: its key is destroyed, and the proof still holds.</param>
/// <param name="Undo">The page of the act that undoes this one.</param>
public sealed record PastAct(
    JournalId Id, string Kind, DateTimeOffset At, string By, string? Reason, IReadOnlyList<Evidence> Evidence, IReadOnlyList<ChangeInWords> Changes, bool Erased, long? LedgerNumber, string? Undo)
{
    /// <summary>The proof file of the act, beside the ledger.</summary>
    public string Proof => $"/ledger/acts/{Id.Value}/proof";
}

/// <summary>What one viewer may read of what happened to one thing.</summary>
public sealed record HistoryOf(SubjectPage Page, Guid Id, string Title, HistoryShown Shown);

/// <summary>What happened to a thing of any room, newest first, from the journal: one reading for all of them.</summary>
public sealed class History(Reads reads, JournalBook book, SubjectPages pages, Viewer viewer, Texts texts, TimeProvider clock)
{
    public const string Kind = "kind", From = "from", Until = "until";

    public static readonly ListDefinition Definition = new("-when", ["when"]) { Filters = new Dictionary<string, IReadOnlyList<string>> { [Kind] = [], [From] = [], [Until] = [] } };

    private static readonly Statement KindsOf = new("SELECT DISTINCT kind FROM acts_journal WHERE agency = @p0 AND subject_kind = @p1 AND subject = @p2 ORDER BY kind");

    private AgencyId Agency => viewer.Required.Agency;

    /// <summary>Null where there is no such thing, or none for this viewer.</summary>
    public HistoryOf? Find(string kind, Guid id)
    {
        if (pages.For(kind) is not { } page || !viewer.May(page.Needs)) return null;
        var shown = page.History?.Invoke(reads, clock, viewer, id) ?? (viewer.May(Right.SeeActs) ? HistoryShown.Whole : HistoryShown.People);
        return shown != HistoryShown.Nothing && page.Titles(reads, Agency, [id]).GetValueOrDefault(id) is { } title ? new HistoryOf(page, id, title, shown) : null;
    }

    public IReadOnlyList<string> Kinds(HistoryOf of)
    {
        using var read = reads.Rent();
        return read.Query(KindsOf, row => row.Text(0), Agency, of.Page.Kind, of.Id);
    }

    public ListPage<PastAct> Page(HistoryOf of, ListQuery query)
    {
        using var read = reads.Rent();
        var (where, values) = Where(of, query);
        var total = HowMany.Of(read.Number(Statements.Of(HowMany.Question(where)), [.. values]));
        return ListPage.Of(Fetch(read, of, query, query.Cursor, query.Take), query, total, Place);
    }

    public async IAsyncEnumerable<PastAct> All(HistoryOf of, ListQuery query)
    {
        const int piece = 500;
        var onwards = query with { Cursor = null, Backwards = false };
        for (Cursor? after = null; ;)
        {
            IReadOnlyList<PastAct> acts;
            using (var read = reads.Rent()) acts = Fetch(read, of, onwards, after, piece);
            foreach (var act in acts) yield return act;
            if (acts.Count < piece) yield break;
            after = Place(acts[^1]);
            await Task.Yield();
        }
    }

    /// <summary>What the act is called in its room's words; a kind of a later version by its code.</summary>
    public static string Said(Texts texts, string kind)
    {
        var key = kind.Replace(".", ".act.", StringComparison.Ordinal);
        return texts.Has(key) ? texts[key] : kind;
    }

    private static Cursor Place(PastAct act) => new("", act.Id.Value.ToString(CultureInfo.InvariantCulture));

    private (string Sql, List<object?> Values) Where(HistoryOf of, ListQuery query)
    {
        var values = new List<object?> { Agency, of.Page.Kind, of.Id };
        var sql = new StringBuilder("FROM acts_journal WHERE agency = @p0 AND subject_kind = @p1 AND subject = @p2");
        void And(string test, object value)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND {test} @p{values.Count}");
            values.Add(value);
        }
        if (query.Filter(Kind) is { } kind) And("kind =", kind);
        if (Day(query.Filter(From)) is { } from) And("at >=", from);
        if (Day(query.Filter(Until)) is { } until) And("at <", until.AddDays(1));
        return (sql.ToString(), values);
    }

    private static DateTimeOffset? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    private List<PastAct> Fetch(ReadSession read, HistoryOf of, ListQuery query, Cursor? from, int take)
    {
        var (where, values) = Where(of, query);
        var (compare, direction) = query.FetchDescending ? ("<", " DESC") : (">", "");
        if (from is not null && long.TryParse(from.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            where += $" AND id {compare} @p{values.Count}";
            values.Add(id);
        }
        values.Add(take);
        var rows = read.Query(Statements.Of($"SELECT id, kind, at, actor_kind, actor, leaf_index {where} ORDER BY id{direction} LIMIT @p{values.Count - 1}"),
            row => (Id: new JournalId(row.Number(0)), Kind: row.Text(1), At: row.Moment(2), By: row.Word<ActorKind>(3), Actor: row.Guid(4), Leaf: row.NumberOrNull(5)), [.. values]);
        var names = of.Shown < HistoryShown.People ? [] : rows.Where(row => row.By != ActorKind.Installation).GroupBy(row => row.By)
            .SelectMany(group => Names(group.Key == ActorKind.Person ? "account" : "client", [.. group.Select(row => row.Actor).Distinct()])).ToDictionary();
        // Only the newest act of a kind can be undone: what came before it was undone already, or stands behind it.
        var undone = new HashSet<string>();
        return [.. rows.Select(row =>
        {
            var act = new PastAct(row.Id, row.Kind, row.At, of.Shown < HistoryShown.People ? "" : row.By == ActorKind.Installation ? texts["desk.history.installation"] : names.GetValueOrDefault(row.Actor, texts["desk.history.somebody"]),
                null, [], [], false, row.Leaf, from is null && !query.IsNarrowed && undone.Add(row.Kind) ? Undo(row.Kind, of) : null);
            return of.Shown == HistoryShown.Whole ? Opened(read, act) : act;
        })];
    }

    private string? Undo(string kind, HistoryOf of) => pages.UndoOf(kind) is { } undo && viewer.May(undo.Needs) ? undo.Link(reads, Agency, of.Id) : null;

    private IReadOnlyDictionary<Guid, string> Names(string kind, IReadOnlyCollection<Guid> ids) =>
        pages.For(kind)?.Titles(reads, Agency, ids) ?? new Dictionary<Guid, string>();

    private PastAct Opened(ReadSession read, PastAct act)
    {
        try
        {
            if (book.Open(read, Agency, act.Id) is not { } opened) return act;
            var reason = opened.Act.TryGetProperty("reason", out var said) && said.ValueKind == JsonValueKind.Object ? said.Deserialize<Reason>(HouseJson.Options) : null;
            return act with { Reason = reason?.Text, Evidence = reason?.Evidence ?? [], Changes = InWords(act.Kind, PayloadChanges.Of(opened.Act.GetProperty("payload"))) };
        }
        catch (KeyDestroyedException)
        {
            return act with { Erased = true };
        }
    }

    /// <summary>A member that its room has no word for is not said: the acts themselves are complete, this is for reading.</summary>
    private List<ChangeInWords> InWords(string kind, IReadOnlyList<PayloadChange> changes)
    {
        var room = kind[..kind.IndexOf('.', StringComparison.Ordinal)];
        return
        [
            .. from change in changes
            let key = $"{room}.member.{change.Member}"
            where texts.Has(key)
            let words = new ChangeInWords(texts[key], Value(key, change.Member, change.Before), Value(key, change.Member, change.After))
            where words.Before != words.After
            select words,
        ];
    }

    private string Value(string key, string member, JsonElement? value) => value switch
    {
        null => texts["desk.history.empty"],
        { ValueKind: JsonValueKind.True } => texts["desk.history.yes"],
        { ValueKind: JsonValueKind.False } => texts["desk.history.no"],
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0 ? texts["desk.history.empty"] : string.Join(", ", list.EnumerateArray().Select(one => Value(key, member, one))),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } said => texts.Has($"{key}.{said}") ? texts[$"{key}.{said}"]
            : Guid.TryParse(said, out var id) ? Names(member == "owner" ? "account" : member, [id]).GetValueOrDefault(id, texts["desk.history.another"]) : said,
        _ => texts["desk.history.empty"],
    };
}
