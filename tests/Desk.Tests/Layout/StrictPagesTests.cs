using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Probity.Desk.Tests.Layout;

/// <summary>The content security policy allows no inline style and no inline script, so no page may carry one: it would silently not work.</summary>
public sealed partial class StrictPagesTests
{
    private static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src"));

    [Fact]
    public void No_page_carries_an_inline_style_or_script()
    {
        var pages = Directory.GetFiles(Source(), "*.cshtml", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path.Combine(Source(), "Desk"), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToList();
        pages.ShouldContain(f => f.EndsWith("_Layout.cshtml", StringComparison.Ordinal));
        foreach (var page in pages) Inline().Match(File.ReadAllText(page)).Value.ShouldBe("", page);
    }

    [Fact]
    public void The_check_finds_what_it_looks_for()
    {
        foreach (var bad in new[] { "<p style=\"x\">", "<p\n style=x>", "<a onclick=\"x()\">", "<script>x()</script>", "<style>p{}</style>", "<a href=\"javascript:x\">" }) Inline().IsMatch(bad).ShouldBeTrue(bad);
        Inline().IsMatch("<script type=\"module\" src=\"/x.js\"></script><p class=\"style\">").ShouldBeFalse();
    }

    [GeneratedRegex("""<[a-z][^<>]*\s(style|on[a-z]+)\s*=|<script(?![^>]*\ssrc=)|<style|href=\\?"javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
