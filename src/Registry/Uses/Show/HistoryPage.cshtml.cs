using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Journal;
using Probity.Acts.Rights;
using Probity.Acts.Sequencing;
using Probity.Acts.Storage;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.People.Accounts;

namespace Probity.Registry.Uses.Show;

/// <summary>Acts in the order of a page, each with the proof of its place in the ledger where the viewer may read acts.</summary>
public sealed record ShownActs(IReadOnlyList<HistoryEntry> Entries, bool WithProofs)
{
    /// <summary>What the act is called; a kind of a later version by its code.</summary>
    public static string Said(Texts texts, HistoryEntry entry)
    {
        var key = "registry.act." + entry.Kind[(entry.Kind.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return texts.Has(key) ? texts[key] : entry.Kind;
    }
}

/// <summary>Everything that happened to a use, page by page.</summary>
[Needs(Right.SeeRegister)]
public sealed class HistoryPageModel(ProbityDb db, Reads reads, JournalBook book, Accounts accounts, Sequencer sequencer, Viewer viewer, Texts texts) : PageModel
{
    public Use Use { get; private set; } = null!;
    public IReadOnlyList<HistoryEntry> Acts { get; private set; } = [];
    public int Count { get; private set; }
    public int Number { get; private set; }
    public (long Size, DateTimeOffset At)? Signed { get; private set; }

    public string Name => texts.Language == "fr" && Use.NameFr is { Length: > 0 } french ? french : Use.Name;
    public bool WithProofs => viewer.May(Right.SeeActs);
    public bool HasNewer => Number > 0;
    public bool HasOlder => (Number + 1) * UseHistory.Shown < Count;

    public IActionResult OnGet(string reference, int number = 0)
    {
        if (db.Set<Use>().SingleOrDefault(use => use.Reference == reference) is not { } use) return NotFound();
        Use = use;
        Count = UseHistory.Count(db, use.Id);
        Number = Math.Clamp(number, 0, Math.Max(0, (Count - 1) / UseHistory.Shown));
        Acts = UseHistory.Of(db, reads, book, viewer.Required.Agency, use.Id, WithProofs,
            account => accounts.Find(viewer.Required.Agency, account)?.Called ?? texts["registry.somebody"], Number);
        if (sequencer.State() is { SignedAt: { } at } state) Signed = (state.Signed, at);
        return Page();
    }
}
