using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;

namespace Probity.Acts;

/// <summary>
/// How a room shows its things to the others: a title, a link and the right that the link needs. Each owning room registers its kinds once.
/// </summary>
public sealed record SubjectPage(string Kind, Right Needs, Func<Guid, string> Link, Func<Reads, AgencyId, IReadOnlyCollection<Guid>, IReadOnlyDictionary<Guid, string>> Titles);

/// <summary>All kinds of subject of this installation.</summary>
public sealed class SubjectPages(IEnumerable<SubjectPage> pages)
{
    private readonly Dictionary<string, SubjectPage> _pages = pages.ToDictionary(page => page.Kind);

    public SubjectPage? For(string kind) => _pages.GetValueOrDefault(kind);
}
