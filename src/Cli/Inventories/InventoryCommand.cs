using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Cli.Serving;
using Probity.People.Agencies;
using Probity.Registry.Inventory;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;

namespace Probity.Cli.Inventories;

/// <summary>An inventory of AI uses in and out, by the same verbs as the pages, while no server runs.</summary>
internal static class InventoryCommand
{
    public static IEnumerable<Command> For(Words words) => [new("import", words["cli.import"]) { Import(words) }, new("export", words["cli.export"]) { Export(words) }];

    private static Command Import(Words words)
    {
        var file = new Argument<string>("FILE") { Description = words["cli.import.file"] };
        var reason = new Option<string?>("--reason") { Description = words["cli.import.reason"], HelpName = "TEXT" };
        var (data, format, agencyCode) = Common(words);
        var command = new Command("inventory", words["cli.import.inventory"]) { file, format, data, agencyCode, reason };
        command.SetAction((parsed, _) => With(words, parsed.GetValue(data)!, parsed.GetValue(agencyCode), (services, agency) =>
            InventoryCommands.Import(services, Actor.Installation(agency.Id), parsed.GetValue(file)!, parsed.GetValue(format)!, parsed.GetValue(reason), words.Texts, Console.Out, Console.Error)));
        return command;
    }

    private static Command Export(Words words)
    {
        var import = new Option<string?>("--import") { Description = words["cli.export.import"], HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = words["cli.export.json"] };
        var asImported = new Option<bool>("--as-imported") { Description = words["cli.export.as-imported"] };
        var changes = new Option<bool>("--changes") { Description = words["cli.export.changes"] };
        var output = new Option<string?>("--output") { Description = words["cli.export.output"], HelpName = "FILE" };
        var (data, format, agencyCode) = Common(words);
        var command = new Command("inventory", words["cli.export.inventory"]) { format, data, agencyCode, import, json, asImported, changes, output };
        command.SetAction((parsed, _) => With(words, parsed.GetValue(data)!, parsed.GetValue(agencyCode), async (services, agency) =>
        {
            ImportId? wanted = null;
            if (parsed.GetValue(import) is { } text)
            {
                if (!ImportId.TryParse(text, null, out var id))
                {
                    Console.Error.WriteLine(words["cli.export.bad-import", ("import", text)]);
                    return ExitCode.Usage;
                }
                wanted = id;
            }
            var path = parsed.GetValue(output);
            // Aside first: a refused export leaves neither an empty file nor half a file in the place of a whole one.
            var aside = path + ".part";
            int exit;
            await using (var to = path is null ? Console.OpenStandardOutput() : File.Create(aside))
                exit = await InventoryCommands.Export(services, agency.Id, parsed.GetValue(format)!, wanted, parsed.GetValue(json),
                    new ExportWish(parsed.GetValue(asImported), parsed.GetValue(changes)), to, words.Texts, Console.Error);
            if (path is null) return exit;
            if (exit == ExitCode.Done) File.Move(aside, path, overwrite: true);
            else File.Delete(aside);
            return exit;
        }));
        return command;
    }

    private static (Option<string> Data, Option<string> Format, Option<string?> Agency) Common(Words words) =>
    (
        DataOption.For(words),
        new Option<string>("--format") { Description = words["cli.inventory.format"], HelpName = InventoryImport.Omb2025, DefaultValueFactory = _ => InventoryImport.Omb2025 },
        new Option<string?>("--agency") { Description = words["cli.inventory.agency"], HelpName = "CODE" }
    );

    private static async Task<int> With(Words words, string data, string? code, Func<IServiceProvider, AgencyCard, Task<int>> run)
    {
        await using var opened = Installation.Open(words, data, mustExist: true);
        if (opened.App is null) return opened.Exit;
        var agencies = opened.App.Services.GetRequiredService<AgencyBook>();
        if ((code is null ? agencies.Only : agencies.ByCode(code)) is { } agency) return await run(opened.App.Services, agency);
        Console.Error.WriteLine(code is null ? words["cli.inventory.which-agency"] : words["cli.inventory.no-agency", ("code", code)]);
        return ExitCode.Usage;
    }
}
