using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Probity.Desk.Language;

/// <summary>The texts of one room: <c>Texts.resx</c>, <c>Texts.fr.resx</c> … at the root of its project.</summary>
public sealed record RoomTexts(string Room, Assembly Assembly);

/// <summary>
/// Every text of every room, by key and language. A key starts with the name of its room ("registry.uses.heading").
/// English is complete by definition; another language falls back to it.
/// </summary>
public sealed class TextCatalogue(IEnumerable<RoomTexts> rooms, bool strict)
{
    private readonly Dictionary<string, ResourceManager> _rooms = rooms
        .DistinctBy(r => r.Room)
        .ToDictionary(r => r.Room, r => new ResourceManager($"{r.Assembly.GetName().Name}.Texts", r.Assembly));

    private readonly ConcurrentDictionary<(string Key, string Language), string?> _found = new();

    public IEnumerable<string> Rooms => _rooms.Keys;

    /// <summary>The text, or the key itself in production; a missing key anywhere else is a fault to see at once.</summary>
    public string Get(string key, string language) =>
        Find(key, language) ?? (strict ? throw new MissingTextException(key, language) : key);

    public string? Find(string key, string language) => _found.GetOrAdd((key, language), Look);

    /// <summary>What stands in the file of exactly this language, without falling back: for completeness checks.</summary>
    public IReadOnlyDictionary<string, string> Written(string room, string language)
    {
        var culture = language == Languages.Default ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var set = _rooms[room].GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        return set is null
            ? new Dictionary<string, string>()
            : set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private string? Look((string Key, string Language) wanted)
    {
        var dot = wanted.Key.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !_rooms.TryGetValue(wanted.Key[..dot], out var room)) return null;
        return room.GetString(wanted.Key, CultureInfo.GetCultureInfo(wanted.Language));
    }
}

public sealed class MissingTextException(string key, string language)
    : InvalidOperationException($"No text '{key}' ({language}). Add it to Texts.resx and Texts.fr.resx of its room.");
