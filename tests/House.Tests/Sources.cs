using System.Runtime.CompilerServices;

namespace Probity.House.Tests;

/// <summary>The files of the repository, as they lie on disk.</summary>
internal static class Sources
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "wwwroot", "artifacts", "TestResults", ".git", "data"];

    public static string Root { get; } = Find();

    public static IEnumerable<Source> Under(string folder, params string[] endings)
    {
        var from = Path.Combine(Root, folder);
        return Directory.Exists(from) ? Walk(from).Where(file => endings.Length == 0 || endings.Any(file.EndsWith)).Select(file => new Source(Path.GetRelativePath(Root, file).Replace('\\', '/'))) : [];
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Probity.slnx"))) return folder;
        throw new InvalidOperationException("The repository was not found around this file.");
    }
}

internal sealed record Source(string Path)
{
    private string? _text;

    public string Text => _text ??= File.ReadAllText(System.IO.Path.Combine(Sources.Root, Path));

    /// <summary>"path:line" of every line that the pattern finds.</summary>
    public IEnumerable<string> Lines(System.Text.RegularExpressions.Regex pattern)
    {
        var n = 0;
        foreach (var line in Text.Split('\n'))
        {
            n++;
            if (pattern.IsMatch(line)) yield return $"{Path}:{n}: {line.Trim()}";
        }
    }
}
