using System.Text.RegularExpressions;
using Probity.PortVerrin;

namespace Probity.Browser.Tests;

/// <summary>
/// Follows every link that a persona finds and looks at one page of each kind: the same demands on all of them, in English and in French, at a desk and
/// at the narrowest phone. A new page is looked at as soon as somebody can reach it.
/// </summary>
public sealed partial class EveryPageTests(OpenBrowser browser) : IClassFixture<OpenBrowser>
{
    private const string Start = "/today";

    /// <summary>Pages that end the visit, change the language, or are files.</summary>
    [GeneratedRegex(@"^/(?:sign-out|language|assets|openapi|ledger/(?:checkpoint|key)|.*\.(?:csv|json|svg|txt|html|policy))|/export|format=|#")]
    private static partial Regex NotAPage();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[A-Za-z0-9_-]{22,}|(?<=/)[0-9]+(?=/|$)|PV-AI-[0-9]+")]
    private static partial Regex Identity();

    [Theory, InlineData("en"), InlineData("fr")]
    public async Task Every_kind_of_page_that_a_persona_can_reach_is_sound(string language)
    {
        var seen = new HashSet<string>();
        var faults = new List<string>();
        foreach (var persona in Personas.All)
        {
            await using var open = await browser.OpenAs(persona.Login, language);
            var waiting = new Queue<string>([Start]);
            while (waiting.TryDequeue(out var path))
            {
                var isNew = seen.Add(Kind(path));
                // Every persona begins at the same page, which looks different to each.
                if (!isNew && path != Start) continue;
                await open.Goto(path);
                if (await FaultsOf(open, language) is { } fault) faults.Add($"{persona.Key} {path}: {fault}");
                foreach (var link in await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href]:not([download])')].map(a => a.getAttribute('href'))"))
                    if (link.StartsWith('/') && !NotAPage().IsMatch(link) && !seen.Contains(Kind(link))) waiting.Enqueue(link);
            }
        }
        seen.Count.ShouldBeGreaterThan(10);
        faults.ShouldBeEmpty();
    }

    private static async Task<string?> FaultsOf(OpenPage open, string language)
    {
        try
        {
            await open.ShouldBeSound(language);
            await open.Page.SetViewportSizeAsync(320, 900);
            await open.ShouldNotScrollSideways();
            return null;
        }
        catch (ShouldAssertException fault)
        {
            open.ForgetTroubles();
            return fault.Message;
        }
        finally
        {
            await open.Page.SetViewportSizeAsync(1280, 900);
        }
    }

    /// <summary>The same page about another thing is the same kind; so is a list with another filter.</summary>
    private static string Kind(string path) => Identity().Replace(path.Split('?')[0], "*");
}
