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
    private readonly ConcurrentDictionary<(string Room, string Language), IReadOnlyDictionary<string, string>> _written = new();

    public IEnumerable<string> Rooms => _rooms.Keys;

    /// <summary>The text, or the key itself in production; a missing key anywhere else is a fault to see at once.</summary>
    public string Get(string key, string language) =>
        Find(key, language) ?? (strict ? throw new MissingTextException(key, language) : key);

    public string? Find(string key, string language) => _found.GetOrAdd((key, language), Look);

    /// <summary>The text only if it is written in this very language.</summary>
    public string? FindWritten(string key, string language) => Room(key) is { } room && Written(room, language).TryGetValue(key, out var text) ? text : null;

    /// <summary>What stands in the file of exactly this language, without falling back: for completeness checks.</summary>
    public IReadOnlyDictionary<string, string> Written(string room, string language) => _written.GetOrAdd((room, language), Read);

    private IReadOnlyDictionary<string, string> Read((string Room, string Language) wanted)
    {
        var (room, language) = wanted;
        var culture = language == Languages.Default ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var set = _rooms[room].GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        return set is null
            ? new Dictionary<string, string>()
            : set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    private string? Look((string Key, string Language) wanted) =>
        Room(wanted.Key) is { } room ? _rooms[room].GetString(wanted.Key, CultureInfo.GetCultureInfo(wanted.Language)) : null;

    private string? Room(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && _rooms.ContainsKey(key[..dot]) ? key[..dot] : null;
    }
}

public sealed class MissingTextException(string key, string language)
    : InvalidOperationException($"No text '{key}' ({language}). Add it to Texts.resx and Texts.fr.resx of its room.");
