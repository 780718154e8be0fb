using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts.Search;
using Probity.Cli.Serving;

namespace Probity.Cli.Checks;

/// <summary>Makes the words of the search again.</summary>
internal static class SearchCommand
{
    public static Command For(Words words)
    {
        var folder = new Argument<string>("DIR") { Description = words["cli.data"] };
        var rebuild = new Command("rebuild", words["cli.search.rebuild"]) { folder };
        rebuild.SetAction(async (parsed, _) =>
        {
            await using var installation = Installation.Open(words, parsed.GetValue(folder)!, mustExist: true);
            if (installation.App is not { } app) return installation.Exit;
            Console.WriteLine(words["cli.search.rebuilt", ("n", await app.Services.GetRequiredService<SearchRebuild>().Run())]);
            return ExitCode.Done;
        });
        return new Command("search", words["cli.search"]) { rebuild };
    }
}
