using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Probity.Client.Tests;

/// <summary>Files of the repository, and the blocks of docs/integrate.md.</summary>
internal static partial class Documents
{
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    /// <summary>The one fenced block of a language whose first line begins so.</summary>
    public static string Block(string language, string begins = "") =>
        Fence().Matches(Read("docs/integrate.md")).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["text"].Value).Single(text => text.StartsWith(begins, StringComparison.Ordinal));

    /// <summary>The lines between the marks, moved to the left margin.</summary>
    public static string Region(string path, string name)
    {
        var lines = Read(path).Split('\n').SkipWhile(line => line.Trim() != $"// <{name}>").Skip(1).TakeWhile(line => line.Trim() != $"// </{name}>").ToList();
        var margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Concat(lines.Select(line => (line.Length > 0 ? line[margin..] : line) + "\n"));
    }

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Probity.slnx"))) return folder;
        throw new InvalidOperationException("The repository was not found around this file.");
    }

    [GeneratedRegex(@"^```(?<language>[a-z]+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
