using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Probity.Desk.Layout;

/// <summary>A step of the breadcrumb; the last one is the page itself and has no address.</summary>
public sealed record Crumb(string Text, string? Path = null);

/// <summary>What a printed page says first: which object, its place in the ledger and the root to compare.</summary>
public sealed record PrintLine(string Subject, long? LedgerNumber = null, string? Root = null);

/// <summary>What a page tells its layout. Set it once: <c>@{ ViewData.Head(new() { Title = … }); }</c>.</summary>
public sealed record PageHead
{
    public required string Title { get; init; }
    public IReadOnlyList<Crumb> Crumbs { get; init; } = [];
    public PrintLine? Print { get; init; }

    /// <summary>Public pages are set larger than office pages.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Seconds after which the browser loads the page again: only where a page waits for something.</summary>
    public int? RefreshSeconds { get; init; }
}

public static class PageHeadExtensions
{
    private const string Key = "Probity.PageHead";

    public static void Head(this ViewDataDictionary viewData, PageHead head) => viewData[Key] = head;

    public static PageHead? Head(this ViewDataDictionary viewData) => viewData[Key] as PageHead;
}
