using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Desk.Lists;

namespace Probity.Desk.Search;

/// <summary>Everything the viewer may see, found by words: a few of each kind, or one kind page by page.</summary>
[Needs(Right.OwnDesk)]
public sealed class SearchPageModel(Search search) : PageModel
{
    public const string Path = "/search";
    public const int Few = 5, Size = 25;

    [FromQuery(Name = "q")]
    public string? Typed { get; set; }

    [FromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [FromQuery(Name = "number")]
    public int Number { get; set; }

    public string Asked { get; private set; } = "";
    public IReadOnlyList<HitGroup> Groups { get; private set; } = [];
    public HitGroup? Of { get; private set; }
    public bool HasMore => Of is not null && (Number + 1) * Size < Of.Hits.Count;

    public void OnGet()
    {
        Asked = string.Join(' ', (Typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (Asked.Length > ListQuery.MaxSearch) Asked = Asked[..ListQuery.MaxSearch];
        Groups = search.For(Asked);
        Of = Groups.FirstOrDefault(group => group.Kind == Kind);
        Number = Of is null ? 0 : Math.Clamp(Number, 0, (Of.Hits.Count - 1) / Size);
    }

    public string Address(string? kind = null, int page = 0) =>
        $"{Path}?q={Uri.EscapeDataString(Asked)}{(kind is null ? "" : "&kind=" + Uri.EscapeDataString(kind))}{(page > 0 ? "&number=" + page.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")}";
}
