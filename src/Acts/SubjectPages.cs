using Probity.Acts.Ids;
using Probity.Acts.Rights;
using Probity.Acts.Storage;

namespace Probity.Acts;

/// <summary>How much of what happened to a thing somebody may read; each includes what stands before it.</summary>
public enum HistoryShown
{
    /// <summary>The thing does not exist for this viewer.</summary>
    Nothing,
    /// <summary>What kind of act, when, and its place in the ledger.</summary>
    Steps,
    /// <summary>And who.</summary>
    People,
    /// <summary>And why, on what evidence, and what changed.</summary>
    Whole,
}

/// <summary>
/// How a room shows its things to the others: a title, a link and the right that the link needs. Each owning room registers its kinds once.
/// </summary>
public sealed record SubjectPage(string Kind, Right Needs, Func<Guid, string> Link, Func<Reads, AgencyId, IReadOnlyCollection<Guid>, IReadOnlyDictionary<Guid, string>> Titles)
{
    /// <summary>Where the right alone does not say what of a thing's history may be read, the owning room does.</summary>
    public Func<Reads, TimeProvider, Viewer, Guid, HistoryShown>? History { get; init; }
}

/// <summary>An act that another act undoes: the page of the undoing one, for who may and while the thing's state allows it; null where it does not.</summary>
public sealed record UndoOf(ActKind Act, Right Needs, Func<Reads, AgencyId, Guid, string?> Link);

/// <summary>All kinds of subject of this installation.</summary>
public sealed class SubjectPages(IEnumerable<SubjectPage> pages, IEnumerable<UndoOf> undoings)
{
    private readonly Dictionary<string, SubjectPage> _pages = pages.ToDictionary(page => page.Kind);
    private readonly Dictionary<string, UndoOf> _undoings = undoings.ToDictionary(undo => undo.Act.Name);

    public IReadOnlyCollection<SubjectPage> All => _pages.Values;

    public SubjectPage? For(string kind) => _pages.GetValueOrDefault(kind);

    public UndoOf? UndoOf(string act) => _undoings.GetValueOrDefault(act);
}
