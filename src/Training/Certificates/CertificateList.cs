using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Units;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

public sealed record CertificateRow(CertificateId Id, AccountId Account, string Person, UnitId? UnitId, string? Unit, CourseId CourseId, string Course, string CourseNameEn, string? CourseNameFr,
    DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset ValidUntil, DateOnly LastDay, Standing Standing)
{
    public string CourseName(string language) => language == "fr" && !string.IsNullOrEmpty(CourseNameFr) ? CourseNameFr : CourseNameEn;
}

/// <summary>The certificates of an agency with their people and courses: search, filters, order, pages and downloads.</summary>
public sealed class CertificateList(Reads reads, Accounts accounts, AgencyBook agencies, TimeProvider clock)
{
    public static readonly ListDefinition Definition = new("until", ["until", "person", "course"])
    {
        Filters = new Dictionary<string, IReadOnlyList<string>> { ["course"] = [], ["unit"] = [], ["standing"] = ["valid", "lapsing", "lapsed", "withdrawn"] },
    };

    public static readonly IReadOnlyList<Column<CertificateRow>> Columns =
    [
        new("id", "training.column.id", ColumnType.Text, row => row.Id.ToString()),
        new("person", "training.column.person", ColumnType.Text, row => row.Person),
        new("unit", "training.column.unit", ColumnType.Text, row => row.Unit),
        new("course", "training.column.course", ColumnType.Text, row => row.Course),
        new("course_name_en", "training.column.course-name-en", ColumnType.Text, row => row.CourseNameEn),
        new("course_name_fr", "training.column.course-name-fr", ColumnType.Text, row => row.CourseNameFr),
        new("granted_at", "training.column.granted-at", ColumnType.Moment, row => row.GrantedAt),
        new("granted_by", "training.column.granted-by", ColumnType.Text, row => row.GrantedBy),
        new("valid_until", "training.column.valid-until", ColumnType.Day, row => row.LastDay),
        new("standing", "training.column.standing", ColumnType.Text, row => Word(row.Standing)),
    ];

    private const string Read = "c.id, c.account, k.id, k.code, k.name, k.name_fr, c.granted_at, c.granted_by, c.valid_until, c.withdrawn_at";
    private const string Tables = "training_certificate c JOIN training_course k ON k.id = c.course AND k.agency = c.agency";

    private static readonly Statement OfOne = new($"SELECT {Read} FROM {Tables} WHERE c.agency = @p0 AND c.account = @p1 ORDER BY c.valid_until DESC, c.id");
    private static readonly Statement One = new($"SELECT {Read} FROM {Tables} WHERE c.agency = @p0 AND c.id = @p1");
    private static readonly Statement Holders = new("""
        SELECT course, count(DISTINCT account) FROM training_certificate WHERE agency = @p0 AND withdrawn_at IS NULL AND valid_until > @p1 GROUP BY course
        """);

    public static IAsyncEnumerable<CertificateRow> Rows(HttpContext context, ListQuery query) =>
        context.RequestServices.GetRequiredService<CertificateList>().All(context.RequestServices.GetRequiredService<Viewer>().Required.Agency, query);

    public static string Word(Standing standing) => standing.ToString().ToLowerInvariant();

    /// <summary>All certificates of one person, the one that lasts longest first.</summary>
    public IReadOnlyList<CertificateRow> Of(AgencyId agency, AccountId account)
    {
        using var read = reads.Rent();
        return read.Query(OfOne, Certificate(agency), agency, account);
    }

    public CertificateRow? Find(AgencyId agency, CertificateId id)
    {
        using var read = reads.Rent();
        return read.First(One, Certificate(agency), agency, id);
    }

    /// <summary>How many people hold each course now.</summary>
    public IReadOnlyDictionary<CourseId, long> HoldersNow(AgencyId agency)
    {
        using var read = reads.Rent();
        return read.Query(Holders, row => (Course: row.Id<CourseId>(0), People: row.Number(1)), agency, clock.GetUtcNow()).ToDictionary(row => row.Course, row => row.People);
    }

    public ListPage<CertificateRow> Page(AgencyId agency, ListQuery query) => Asked(agency, query).Page(reads, query, Order(query.Sort), Certificate(agency), row => Place(row, query.Sort));

    private IAsyncEnumerable<CertificateRow> All(AgencyId agency, ListQuery query) => Asked(agency, query).All(reads, query, Order(query.Sort), Certificate(agency), row => Place(row, query.Sort));

    private ListSql Asked(AgencyId agency, ListQuery query)
    {
        var people = query.Search is not null || query.Sort == "person" || query.Filter("unit") is not null;
        var sql = new ListSql(agency, Read, people ? Tables + " JOIN person p ON p.id = hex(c.account)" : Tables, "c");
        // Names and units are the business of another room, which has them in memory: they are handed in, so that the database searches and sorts by them.
        if (people)
        {
            var list = sql.Value(People(agency));
            sql.With = $"WITH person(id, name, unit) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each({list}))";
            sql.PostgresWith = $"WITH person(id, name, unit) AS MATERIALIZED (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_array_elements(CAST({list} AS json)))";
        }
        sql.Words(query.Search, "k.search_text || ' ' || p.name || ' ' || p.unit");
        if (query.Filter("course") is { } course) sql.And($"k.code = {sql.Value(course)}");
        if (query.Filter("unit") is { } unit)
        {
            var there = accounts.All(agency).FirstOrDefault(card => card.UnitId?.ToString() == unit);
            sql.And($"p.unit = {sql.Value(there is null ? "-" : SearchWords.Fold(there.UnitName ?? ""))}");
        }
        if (Enum.TryParse<Standing>(query.Filter("standing"), ignoreCase: true, out var standing)) Stands(sql, standing, clock.GetUtcNow());
        return sql;
    }

    /// <summary><see cref="CertificateRules.StandingAt"/> as the database asks it.</summary>
    private static void Stands(ListSql sql, Standing standing, DateTimeOffset now)
    {
        sql.And(standing == Standing.Withdrawn ? "c.withdrawn_at IS NOT NULL" : "c.withdrawn_at IS NULL");
        if (standing is Standing.Valid) sql.And($"c.valid_until > {sql.Value(now + CertificateRules.Lapsing)}");
        if (standing is Standing.Lapsing) sql.And($"c.valid_until > {sql.Value(now)} AND c.valid_until <= {sql.Value(now + CertificateRules.Lapsing)}");
        if (standing is Standing.Lapsed) sql.And($"c.valid_until <= {sql.Value(now)}");
    }

    private string People(AgencyId agency) => JsonSerializer.Serialize(accounts.All(agency)
        .Select(card => new[] { Convert.ToHexString(TypedId.Bytes(card.Id.Value)), SearchWords.Fold(card.Called), SearchWords.Fold(card.UnitName ?? "") }));

    private Func<Row, CertificateRow> Certificate(AgencyId agency)
    {
        var (here, now) = (agencies.Find(agency)!, clock.GetUtcNow());
        return row =>
        {
            var (person, until) = (accounts.Find(agency, row.Id<AccountId>(1))!, row.Moment(8));
            return new CertificateRow(row.Id<CertificateId>(0), person.Id, person.Called, person.UnitId, person.UnitName, row.Id<CourseId>(2), row.Text(3), row.Text(4), row.TextOrNull(5),
                row.Moment(6), accounts.Find(agency, row.Id<AccountId>(7))!.Called, until, here.DayOf(until.AddMilliseconds(-1)), CertificateRules.StandingAt(now, until, !row.IsNull(9)));
        };
    }

    private static ListOrder Order(string sort) => sort switch { "person" => new("p.name", "c.id"), "course" => new("k.code", "c.id"), _ => new("c.valid_until", "c.id", IsNumber: true) };

    private static Cursor Place(CertificateRow row, string sort) => new(sort switch
    {
        "person" => SearchWords.Fold(row.Person),
        "course" => row.Course,
        _ => row.ValidUntil.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    }, row.Id.ToString());
}
