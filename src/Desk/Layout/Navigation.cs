using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Rights;

namespace Probity.Desk.Layout;

/// <summary>A word of the navigation: six at most for one person. Without a right it is shown to everyone who is signed in.</summary>
public sealed record NavigationItem(string TextKey, string Path, Right? Needs = null, int Order = 100)
{
    /// <summary>Rights that open it as well as <see cref="Needs"/> does.</summary>
    public IReadOnlyList<Right> OrNeeds { get; init; } = [];

    /// <summary>How many things wait behind it for the viewer of this request; said in words beside the figure.</summary>
    public Func<IServiceProvider, long>? Waiting { get; init; }

    internal bool IsFor(IReadOnlySet<Right> rights) => Needs is not { } right || rights.Contains(right) || OrNeeds.Any(rights.Contains);
}

/// <summary>A link at the foot of every page, for anyone: how to raise a concern, how the ledger is checked.</summary>
public sealed record FootLink(string TextKey, string Path);

/// <summary>The navigation of the house: rooms add their items, the frame decides who sees which.</summary>
public sealed class Navigation(IEnumerable<NavigationItem> items, IEnumerable<FootLink> foot)
{
    private readonly NavigationItem[] _items = [.. items.OrderBy(i => i.Order)];

    public IReadOnlyList<FootLink> Foot { get; } = [.. foot];

    public IReadOnlyList<(NavigationItem Item, bool IsCurrent)> For(PageFrame frame, PathString path)
    {
        if (!frame.IsSignedIn) return [];
        var shown = _items.Where(i => i.IsFor(frame.Rights)).ToList();
        var current = shown
            .Where(i => i.Path == "/" ? path == "/" : path.StartsWithSegments(i.Path))
            .MaxBy(i => i.Path.Length);
        return [.. shown.Select(i => (i, i == current))];
    }
}

public static class NavigationExtensions
{
    public static IServiceCollection AddNavigation(this IServiceCollection services, params NavigationItem[] items)
    {
        foreach (var item in items) services.AddSingleton(item);
        return services;
    }

    public static IServiceCollection AddFootLinks(this IServiceCollection services, params FootLink[] links)
    {
        foreach (var link in links) services.AddSingleton(link);
        return services;
    }
}
