using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Lists;
using Probity.Desk.Search;
using Probity.People.Accounts;
using Probity.Training.Courses;

namespace Probity.Training.Certificates;

/// <summary>
/// Certificates by words of their person, that person's unit and their course in both its languages. People and courses are few and known; the certificates themselves are looked up by them,
/// never walked through.
/// </summary>
public sealed class FindCertificates(Reads reads, Accounts accounts)
{
    private static readonly Statement OfPeople = Of("account"), OfCourses = Of("course");

    private static readonly Statement OfBoth = IdList.Statement(pg =>
        $"SELECT c.id FROM {IdList.From("k", "@p1", pg)} CROSS JOIN {IdList.From("p", "@p2", pg)} CROSS JOIN training_certificate AS c WHERE c.agency = @p0 AND c.course = {IdList.Id("k", pg)} AND c.account = {IdList.Id("p", pg)} LIMIT @p3");

    private static Statement Of(string column) => IdList.Statement(pg =>
        $"SELECT c.id FROM {IdList.From("one", "@p1", pg)} CROSS JOIN training_certificate AS c WHERE c.agency = @p0 AND c.{column} = {IdList.Id("one", pg)} LIMIT @p2");

    public (IReadOnlyList<Guid> Found, HowMany Count) Find(AgencyId agency, Sought sought)
    {
        var (terms, whole) = (sought.Terms, SearchMask.Whole(sought.Terms));
        var people = accounts.All(agency).Select(card => (card.Id.Value, Mask: SearchMask.Of(terms, card.Words, sought.Mistyped))).Where(card => card.Mask != 0).ToLookup(card => card.Mask, card => card.Value);
        ILookup<int, Guid> courses;
        using (var db = reads.Open(agency))
            courses = db.Set<Course>().Select(course => new { course.Id, course.SearchText }).AsEnumerable()
                .ToLookup(course => SearchMask.Of(terms, course.SearchText.Split(' ', StringSplitOptions.RemoveEmptyEntries), sought.Mistyped), course => course.Id.Value);

        var found = new HashSet<Guid>();
        using var read = reads.Rent();
        void Add(Statement statement, params ReadOnlySpan<object?> values) => found.UnionWith(read.Query(statement, row => row.Guid(0), [agency, .. values, sought.Most + 1]));
        if (people[whole].Any()) Add(OfPeople, IdList.Of(people[whole]));
        if (courses[whole].Any()) Add(OfCourses, IdList.Of(courses[whole]));
        foreach (var course in courses.Where(group => group.Key != whole && group.Key != 0))
            if (people.Where(group => group.Key != whole && (group.Key | course.Key) == whole).SelectMany(group => group).ToList() is { Count: > 0 } rest)
                Add(OfBoth, IdList.Of(course), IdList.Of(rest));
        return sought.Of([.. found]);
    }
}
