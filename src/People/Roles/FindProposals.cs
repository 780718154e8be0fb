using Probity.Acts.Ids;
using Probity.Acts.Search;
using Probity.Acts.Storage;
using Probity.Desk.Language;
using Probity.Desk.Lists;
using Probity.Desk.Search;

namespace Probity.People.Roles;

/// <summary>Proposed roles, answered or not, by words of the person and by what the role is called in any of the languages.</summary>
public sealed class FindProposals(Reads reads, Accounts.Accounts accounts, Texts texts)
{
    private static readonly Statement OfRole = new("SELECT id FROM people_role_proposal WHERE agency = @p0 AND role = @p1 LIMIT @p2");
    private static readonly Statement OfPeople = IdList.Statement(pg =>
        $"SELECT r.id FROM {IdList.From("one", "@p2", pg)} CROSS JOIN people_role_proposal AS r WHERE r.agency = @p0 AND r.role = @p1 AND r.account = {IdList.Id("one", pg)} LIMIT @p3");

    private readonly IReadOnlyDictionary<Role, string[]> _words = Enum.GetValues<Role>().ToDictionary(role => role, role =>
        Languages.All.SelectMany(language => SearchWords.Fold(texts.In(language.Code)["people.role." + role]).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToArray());

    public (IReadOnlyList<Guid> Found, HowMany Count) Find(AgencyId agency, Sought sought)
    {
        var (terms, whole) = (sought.Terms, SearchMask.Whole(sought.Terms));
        var people = accounts.All(agency).Select(card => (card.Id.Value, Mask: SearchMask.Of(terms, card.Words, sought.Mistyped))).Where(card => card.Mask != 0).ToList();
        var found = new HashSet<Guid>();
        using var read = reads.Rent();
        foreach (var (role, words) in _words)
        {
            var mask = SearchMask.Of(terms, words, sought.Mistyped);
            if (mask == whole)
                found.UnionWith(read.Query(OfRole, row => row.Guid(0), agency, role, sought.Most + 1));
            else if (people.Where(person => (person.Mask | mask) == whole).Select(person => person.Value).ToList() is { Count: > 0 } those)
                found.UnionWith(read.Query(OfPeople, row => row.Guid(0), agency, role, IdList.Of(those), sought.Most + 1));
        }
        return sought.Of([.. found]);
    }
}
