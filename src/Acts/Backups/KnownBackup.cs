using System.Globalization;
using System.Text.Json;

namespace Probity.Acts.Backups;

/// <summary>The newest whole backup that an installation knows of: the last one that the command finished, wherever it lies, or one that lies in the data directory itself.</summary>
public sealed record KnownBackup(DateTimeOffset At, string Place)
{
    private const string Name = "newest.json", Prefix = "probity-";

    /// <param name="folder">The data directory's own "backups".</param>
    internal static void Remember(string folder, DateTimeOffset at, string place)
    {
        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var half = Path.Combine(folder, Name + ".new");
            File.WriteAllText(half, JsonSerializer.Serialize(new KnownBackup(at, Path.GetFullPath(place)), HouseJson.Options));
            File.Move(half, Path.Combine(folder, Name), overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The backup is made; that nobody is reminded of it does not unmake it.
        }
    }

    public static KnownBackup? Of(string folder) => new[] { Remembered(folder), NewestIn(folder) is { } at ? new KnownBackup(at, folder) : null }.MaxBy(known => known?.At);

    /// <summary>By the name that the backup command gives; an unfinished one has another.</summary>
    public static DateTimeOffset? NewestIn(string place) =>
        !Directory.Exists(place) ? null : Directory.EnumerateDirectories(place, Prefix + "*")
            .Select(path => DateTimeOffset.TryParseExact(Path.GetFileName(path)[Prefix.Length..], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTimeOffset?)null).Max();

    private static KnownBackup? Remembered(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<KnownBackup>(File.ReadAllText(Path.Combine(folder, Name)), HouseJson.Options);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
