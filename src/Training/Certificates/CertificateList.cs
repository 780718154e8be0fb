using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.People.Accounts;
using Probity.People.Agencies;
using Probity.People.Units;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

public sealed record CertificateRow(CertificateId Id, AccountId Account, string Person, UnitId? UnitId, string? Unit, CourseId CourseId, string Course, string CourseNameEn, string? CourseNameFr,
    DateTimeOffset GrantedAt, string GrantedBy, DateOnly LastDay, Standing Standing)
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

    public static IAsyncEnumerable<CertificateRow> Rows(HttpContext context, ListQuery query) =>
        context.RequestServices.GetRequiredService<CertificateList>().Select(context.RequestServices.GetRequiredService<Viewer>().Required.Agency, query).ToAsyncEnumerable();

    public static string Word(Standing standing) => standing.ToString().ToLowerInvariant();

    /// <summary>All certificates of one person, the one that lasts longest first.</summary>
    public IReadOnlyList<CertificateRow> Of(AgencyId agency, AccountId account) => [.. All(agency, account).OrderByDescending(row => row.LastDay).ThenBy(row => row.Id.ToString(), StringComparer.Ordinal)];

    public CertificateRow? Find(AgencyId agency, CertificateId id) => All(agency, null).FirstOrDefault(row => row.Id == id);

    /// <summary>How many people hold each course now.</summary>
    public IReadOnlyDictionary<CourseId, long> HoldersNow(AgencyId agency) => All(agency, null).Where(row => row.Standing is Standing.Valid or Standing.Lapsing)
        .GroupBy(row => row.CourseId).ToDictionary(group => group.Key, group => group.Select(row => row.Account).Distinct().LongCount());

    public ListPage<CertificateRow> Page(AgencyId agency, ListQuery query)
    {
        var all = Select(agency, query with { Descending = query.FetchDescending }).ToList();
        var from = query.Cursor is { } cursor ? all.SkipWhile(row => !Beyond(row, cursor, query)) : all;
        return ListPage.Of([.. from.Take(query.Take)], query, all.Count, row => new Cursor(Key(row, query.Sort), row.Id.ToString()));
    }

    private IEnumerable<CertificateRow> Select(AgencyId agency, ListQuery query)
    {
        var found = All(agency, null).Where(row => Fits(row, query));
        return query.Descending
            ? found.OrderByDescending(row => Key(row, query.Sort), StringComparer.Ordinal).ThenByDescending(row => row.Id.ToString(), StringComparer.Ordinal)
            : found.OrderBy(row => Key(row, query.Sort), StringComparer.Ordinal).ThenBy(row => row.Id.ToString(), StringComparer.Ordinal);
    }

    private List<CertificateRow> All(AgencyId agency, AccountId? account)
    {
        var (here, now) = (agencies.Find(agency)!, clock.GetUtcNow());
        using var db = reads.Open(agency);
        var courses = db.Set<Course>().ToDictionary(course => course.Id);
        var certificates = account is { } one ? db.Set<Certificate>().Where(row => row.Account == one) : db.Set<Certificate>();
        return [.. certificates.AsEnumerable().Select(row =>
        {
            var (course, person) = (courses[row.Course], accounts.Find(agency, row.Account)!);
            return new CertificateRow(row.Id, row.Account, person.Called, person.UnitId, person.UnitName, course.Id, course.Code, course.Name, course.NameFr,
                row.GrantedAt, accounts.Find(agency, row.GrantedBy)!.Called, here.DayOf(row.ValidUntil.AddMilliseconds(-1)), CertificateRules.StandingAt(now, row.ValidUntil, row.WithdrawnAt is not null));
        })];
    }

    private static bool Fits(CertificateRow row, ListQuery query) =>
        (query.Search is not { } words || words.Split(' ').All(word => new[] { row.Person, row.Course, row.CourseNameEn, row.CourseNameFr, row.Unit }.Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)))
        && (query.Filter("course") is not { } course || row.Course == course)
        && (query.Filter("unit") is not { } unit || row.UnitId?.ToString() == unit)
        && (query.Filter("standing") is not { } standing || Word(row.Standing) == standing);

    private static bool Beyond(CertificateRow row, Cursor cursor, ListQuery query)
    {
        var order = string.CompareOrdinal(Key(row, query.Sort), cursor.Key) is not 0 and var byKey ? byKey : string.CompareOrdinal(row.Id.ToString(), cursor.Id);
        return query.FetchDescending ? order < 0 : order > 0;
    }

    private static string Key(CertificateRow row, string sort) => sort switch
    {
        "person" => row.Person.ToUpperInvariant(),
        "course" => row.Course,
        _ => row.LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };
}
