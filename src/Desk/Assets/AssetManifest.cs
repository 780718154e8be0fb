using System.Text.Json;
using Microsoft.AspNetCore.Hosting;

namespace Probity.Desk.Assets;

/// <summary>
/// The static files that web/ built: the name a page uses ("probity.css") and the published name, which carries the hash of the
/// content. A browser may keep a published name for ever.
/// </summary>
public sealed class AssetManifest(IWebHostEnvironment environment)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _names = new(() => Read(environment));

    public bool IsBuilt => _names.Value.Count > 0;

    /// <summary>The address of a file; without a build the plain name, so that the page still renders as a bare document.</summary>
    public string Url(string name) => "/assets/" + (_names.Value.TryGetValue(name, out var published) ? published : name);

    internal bool Publishes(string published) => _names.Value.Values.Contains(published, StringComparer.Ordinal);

    private static Dictionary<string, string> Read(IWebHostEnvironment environment)
    {
        var file = environment.WebRootFileProvider.GetFileInfo("assets/assets.json");
        if (!file.Exists) return [];
        using var stream = file.CreateReadStream();
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
