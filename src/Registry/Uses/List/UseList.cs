using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Units;
using Probity.Registry.LifeCycle;

namespace Probity.Registry.Uses.List;

/// <summary>
/// Reads lists of uses. How a page is read follows from how much is left after search and filters: little is gathered by its own index and sorted;
/// much is walked in the order of the list and tested on the way, so that a page is full after a few rows. Both give the same answer.
/// </summary>
public sealed class UseList(Reads reads)
{
    /// <summary>Up to so many rows are gathered and sorted.</summary>
    private const int Few = 3_000;

    public const string State = "state", Class = "class", Category = "purpose", Unit = "unit", Owner = "owner", Ends = "ends";

    public static readonly ListDefinition Definition = new("reference", ["reference", "name", "ends", "changed"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>>
        {
            [State] = [.. Enum.GetNames<Standing>()],
            [Class] = [.. Enum.GetNames<RiskClass>()],
            [Category] = [.. Enum.GetNames<PurposeCategory>()],
            [Unit] = [],
            [Owner] = [],
            [Ends] = ["30", "90"],
        },
    };

    private const string Columns = """
        SELECT u.id, u.reference, u.name, u.name_fr, u.state, u.state_since, u.class, u.category, u.purpose, u.not_allowed, u.used_by, u.unit, u.owner,
               u.decision_kinds, u.affected, u.legal_basis, u.errors, u.prohibited, s.name, s.vendor, v.label, u.authorised_from, u.authorised_until,
               u.found_by, u.found_at, u.found_due_at, u.registered_at, u.changed_at, u.name_sort
        """;
    private const string Joined = """
        JOIN registry_system_version v ON v.id = u.system_version AND v.agency = u.agency
        JOIN registry_system s ON s.id = v.system AND s.agency = u.agency
        """;
    /// <summary>The expression of PostgreSQL's word index.</summary>
    private const string Words = "array_to_tsvector(array_remove(string_to_array(u.search_text, ' '), ''))";
    private const string NoEnd = "253402300800000";

    private static readonly Statement AnyAtAll = new("SELECT count(*) FROM (SELECT 1 FROM registry_use WHERE agency = @p0 LIMIT 1) AS known");
    private static readonly Statement One = new($"{Columns} FROM registry_use u {Joined} WHERE u.agency = @p0 AND u.reference = @p1");

    /// <summary>A connection prepares each text once; there are as many as there are combinations of filters and orders.</summary>
    private static readonly ConcurrentDictionary<string, Statement> Statements = new(StringComparer.Ordinal);

    public bool IsEmpty(AgencyId agency)
    {
        using var read = reads.Rent();
        return read.Number(AnyAtAll, agency) == 0;
    }

    public UseRow? Find(AgencyId agency, string reference)
    {
        using var read = reads.Rent();
        return read.First(One, Read, agency, reference);
    }

    public ListPage<UseRow> Page(AgencyId agency, ListQuery query, DateTimeOffset now)
    {
        using var read = reads.Rent();
        var wanted = new Wanted(agency, query, now);
        var total = wanted.Count(read);
        var rows = total == 0 ? [] : wanted.Rows(read, query, query.Cursor, query.Take, few: total <= Few);
        return ListPage.Of(rows, query, total, row => Place(row, query.Sort));
    }

    /// <summary>All rows that search and filters leave, read in pieces: a download does not hold a connection while the reader is slow.</summary>
    public async IAsyncEnumerable<UseRow> All(AgencyId agency, ListQuery query, DateTimeOffset now)
    {
        const int Piece = 1_000;
        var onwards = query with { Backwards = false, Cursor = null };
        var wanted = new Wanted(agency, onwards, now);
        Cursor? after = null;
        var few = false;
        for (var first = true; ; first = false)
        {
            List<UseRow> rows;
            using (var read = reads.Rent())
            {
                if (first) few = wanted.Count(read) <= Few;
                rows = wanted.Rows(read, onwards, after, Piece, few);
            }
            foreach (var row in rows) yield return row;
            if (rows.Count < Piece) yield break;
            after = Place(rows[^1], query.Sort);
            await Task.Yield();
        }
    }

    private static Cursor Place(UseRow row, string sort) => new(sort switch
    {
        "name" => row.NameSort,
        "ends" => row.AuthorisedUntil?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ?? NoEnd,
        "changed" => row.ChangedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        _ => "",
    }, row.Reference);

    /// <summary>Search and filters as conditions; a leading + keeps the database from choosing that column's index.</summary>
    private sealed class Wanted
    {
        private readonly List<(string Column, string Test)> _tests = [];
        private readonly List<object?> _values;
        private readonly IReadOnlyList<string> _terms;

        public Wanted(AgencyId agency, ListQuery query, DateTimeOffset now)
        {
            _values = [agency];
            _terms = SearchWords.Terms(query.Search);
            if (Enum.TryParse<Standing>(query.Filter(State), out var standing)) Stands(standing, now);
            if (query.Filter(Class) is { } risk) _tests.Add(("u.class", "= " + Value(risk)));
            if (query.Filter(Category) is { } category) _tests.Add(("u.category", "= " + Value(category)));
            if (query.Filter(Unit) is { } unit) _tests.Add(("u.unit", "= " + Value(UnitId.TryParse(unit, null, out var id) ? id : default)));
            if (query.Filter(Owner) is { } owner) _tests.Add(("u.owner", "= " + Value(AccountId.TryParse(owner, null, out var id) ? id : default)));
            if (query.Filter(Ends) is { } days)
            {
                _tests.Add(("u.authorised_until", "> " + Value(now)));
                _tests.Add(($"coalesce(u.authorised_until, {NoEnd})", "<= " + Value(now.AddDays(int.Parse(days, CultureInfo.InvariantCulture)))));
                _tests.Add(("u.state", "IN ('Authorised', 'InOperation', 'Suspended')"));
            }
        }

        private void Stands(Standing standing, DateTimeOffset now)
        {
            switch (standing)
            {
                case Standing.Lapsed:
                    _tests.Add(("u.state", "IN ('Authorised', 'InOperation')"));
                    _tests.Add(("u.authorised_until", "<= " + Value(now)));
                    break;
                case Standing.Authorised or Standing.InOperation:
                    _tests.Add(("u.state", "= " + Value(standing.ToString())));
                    _tests.Add(("u.authorised_until", "> " + Value(now)));
                    break;
                case Standing.FoundOverdue:
                    _tests.Add(("u.found_due_at", "<= " + Value(now)));
                    break;
                case Standing.FoundInUse:
                    _tests.Add(("u.state", "= 'FoundInUse'"));
                    _tests.Add(("u.found_due_at", "> " + Value(now)));
                    break;
                case Standing.Assessed:
                    _tests.Add(("u.state", "= 'Assessed'"));
                    _tests.Add(("coalesce(u.found_due_at, " + NoEnd + ")", "> " + Value(now)));
                    break;
                default:
                    _tests.Add(("u.state", "= " + Value(standing.ToString())));
                    break;
            }
        }

        private string Value(object? value)
        {
            _values.Add(value);
            return "@p" + (_values.Count - 1).ToString(CultureInfo.InvariantCulture);
        }

        /// <summary>How many there are in all: exactly, because a list that says "many" hides what it left out.</summary>
        public long Count(ReadSession read)
        {
            var values = new List<object?>(_values);
            var sql = new StringBuilder("SELECT count(*) FROM ");
            From(sql, values, few: true, read.IsPostgres);
            return read.Number(Known(sql), [.. values]);
        }

        public List<UseRow> Rows(ReadSession read, ListQuery query, Cursor? from, int take, bool few)
        {
            var values = new List<object?>(_values);
            var key = query.Sort switch { "name" => "u.name_sort", "ends" => $"coalesce(u.authorised_until, {NoEnd})", "changed" => "u.changed_at", _ => null };
            var (compare, direction) = query.FetchDescending ? ("<", " DESC") : (">", "");
            var sql = new StringBuilder(Columns).Append(" FROM ");
            From(sql, values, few, read.IsPostgres, Joined);
            if (from is not null)
            {
                string Add(object value)
                {
                    values.Add(value);
                    return "@p" + (values.Count - 1).ToString(CultureInfo.InvariantCulture);
                }
                if (key is null) sql.Append(CultureInfo.InvariantCulture, $" AND u.reference {compare} {Add(from.Id)}");
                else if (query.Sort == "name") sql.Append(CultureInfo.InvariantCulture, $" AND ({key}, u.reference) {compare} ({Add(from.Key)}, {Add(from.Id)})");
                else sql.Append(CultureInfo.InvariantCulture, $" AND ({key}, u.reference) {compare} ({Add(long.TryParse(from.Key, CultureInfo.InvariantCulture, out var n) ? n : 0)}, {Add(from.Id)})");
            }
            sql.Append(" ORDER BY ");
            if (key is not null) sql.Append(key).Append(direction).Append(", ");
            sql.Append("u.reference").Append(direction).Append(" LIMIT ").Append(take.ToString(CultureInfo.InvariantCulture));
            return read.Query(Known(sql), Read, [.. values]);
        }

        private void From(StringBuilder sql, List<object?> values, bool few, bool postgres, string joined = "")
        {
            var words = few && _terms.Count > 0;
            // CROSS JOIN fixes the order: the words first, then their rows.
            var indexed = words && !postgres;
            sql.Append(indexed ? "registry_use_fts w CROSS JOIN registry_use u ON u.\"row\" = w.rowid " : "registry_use u ").Append(joined).Append(" WHERE u.agency = @p0");
            if (words)
            {
                // Terms are folded: letters and digits alone, so neither language of questions can be broken out of.
                values.Add(postgres ? string.Join(" & ", _terms.Select(term => $"'{term}':*")) : string.Join(" AND ", _terms.Select(term => $"\"{term}\"*")));
                sql.Append(CultureInfo.InvariantCulture, $" AND {(postgres ? Words + $" @@ CAST(@p{values.Count - 1} AS tsquery)" : $"w.registry_use_fts MATCH @p{values.Count - 1}")}");
            }
            else foreach (var term in _terms)
            {
                values.Add(" " + term);
                sql.Append(CultureInfo.InvariantCulture, $" AND instr(u.search_text, @p{values.Count - 1}) > 0");
            }
            foreach (var (column, test) in _tests) sql.Append(" AND ").Append(few && !words || postgres ? "" : "+").Append(column).Append(' ').Append(test);
        }

        private static Statement Known(StringBuilder sql) => Statements.GetOrAdd(sql.ToString(), text => new Statement(text));
    }

    private static UseRow Read(Row row) => new()
    {
        Id = row.Id<UseId>(0),
        Reference = row.Text(1),
        Name = row.Text(2),
        NameFr = row.TextOrNull(3),
        State = row.Word<UseState>(4),
        StateSince = row.Moment(5),
        Class = row.Word<RiskClass>(6),
        Category = row.IsNull(7) ? null : row.Word<PurposeCategory>(7),
        Purpose = row.Text(8),
        NotAllowed = row.Text(9),
        UsedBy = row.Text(10),
        Unit = row.IdOrNull<UnitId>(11),
        Owner = row.IdOrNull<AccountId>(12),
        DecisionKinds = JsonSerializer.Deserialize<List<string>>(row.Text(13), HouseJson.Options)!,
        Affected = row.Text(14),
        LegalBasis = row.Text(15),
        Errors = row.Text(16),
        Prohibited = row.Flag(17),
        SystemName = row.Text(18),
        Vendor = row.Text(19),
        VersionLabel = row.Text(20),
        AuthorisedFrom = row.MomentOrNull(21),
        AuthorisedUntil = row.MomentOrNull(22),
        FoundBy = row.TextOrNull(23),
        FoundAt = row.MomentOrNull(24),
        FoundDueAt = row.MomentOrNull(25),
        RegisteredAt = row.Moment(26),
        ChangedAt = row.Moment(27),
        NameSort = row.Text(28),
    };
}
