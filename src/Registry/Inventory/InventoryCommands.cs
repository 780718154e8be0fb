using Microsoft.Extensions.DependencyInjection;
using Probity.Acts;
using Probity.Acts.Ids;
using Probity.Acts.Refusals;
using Probity.Desk.Doors;
using Probity.Desk.Language;
using Probity.Registry.Inventory.Exports;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Pages;

namespace Probity.Registry.Inventory;

/// <summary>
/// The two commands over a data directory, through the same verbs as the pages: <c>import inventory FILE --format omb-2025</c> and <c>export inventory --format omb-2025</c>.
/// Each prints plain sentences and answers 0 where it was done, 1 where it was refused.
/// </summary>
public static class InventoryCommands
{
    public const int Done = 0, Refused = 1;

    /// <param name="services">The rooms over one open data directory.</param>
    /// <param name="actor">The installation, or a named account.</param>
    /// <param name="why">The reason of the act; without one, the file's name says where it came from.</param>
    public static async Task<int> Import(IServiceProvider services, Actor actor, string path, string format, string? why, Texts texts, TextWriter output, TextWriter errors)
    {
        if (format != InventoryImport.Omb2025) return Say(errors, texts, [InventoryRefusals.Format.With(("format", format))]);
        if (!File.Exists(path)) return Say(errors, texts, [InventoryRefusals.NoFile]);
        await using var file = File.OpenRead(path);
        var name = Path.GetFileName(path);
        var reason = new Reason(string.IsNullOrWhiteSpace(why) ? texts["registry.import.cli.reason", ("file", name)] : why.Trim());
        var outcome = await services.GetRequiredService<ImportInventory>().Run(actor, new InventoryFile(file, name, reason), new Said(texts, output));
        if (!outcome.Done) return Say(errors, texts, outcome.Refusals);
        await Report(outcome.Value, texts, output);
        return Done;
    }

    /// <param name="import">Which import; null for the one that was done last.</param>
    /// <param name="to">Where the bytes go; a file that the caller has opened, or standard output.</param>
    public static async Task<int> Export(IServiceProvider services, AgencyId agency, string format, ImportId? import, bool json, ExportWish wish, Stream to, Texts texts, TextWriter errors)
    {
        if (format != InventoryImport.Omb2025) return Say(errors, texts, [InventoryRefusals.Format.With(("format", format))]);
        var export = services.GetRequiredService<ExportInventory>();
        var found = import is { } id ? export.Find(agency, id) : export.Latest(agency);
        if (found is null) return Say(errors, texts, [InventoryRefusals.NothingToExport]);
        if (json) await export.WriteJson(found, to, wish);
        else await export.WriteCsv(found, to, wish);
        var changed = export.Changed(found).Count();
        await errors.WriteLineAsync(texts["registry.import.cli.exported", ("rows", found.DoneRows), ("file", found.FileName)]);
        if (changed > 0 && !wish.AsImported) await errors.WriteLineAsync(texts.Count("registry.import.out.changed", changed));
        return Done;
    }

    private static async Task Report(ImportDone done, Texts texts, TextWriter output)
    {
        if (done.WasThere) await output.WriteLineAsync($"{texts["registry.import.again.what"]} {texts["registry.import.cli.then"]}");
        await output.WriteLineAsync(texts.Summary(done.Report, ahead: false));
        foreach (var stage in done.Report.Stages) await output.WriteLineAsync($"  {texts["registry.import.said", ("stage", stage.Word)]}: {stage.Count}");
        foreach (var note in done.Report.Notes) await output.WriteLineAsync($"  {texts["registry.import.kind." + note.Word]}: {note.Count}");
        await output.WriteLineAsync(texts["registry.import.cli.columns"]);
        foreach (var column in done.Report.Columns)
            await output.WriteLineAsync($"  {column.Name}: {string.Join(", ", new[]
            {
                ("Taken", column.Taken), ("Mapped", column.Mapped), ("Kept", column.Kept), ("Other", column.Other), ("Empty", column.Empty), ("Refused", column.Refused),
            }.Where(count => count.Item2 > 0).Select(count => $"{count.Item2} {texts["registry.import.cell." + count.Item1]}"))}");
        await output.WriteLineAsync(texts["registry.import.cli.page", ("path", ImportPages.Of(done.Id))]);
    }

    private static int Say(TextWriter errors, Texts texts, IReadOnlyList<Refusal> refusals)
    {
        var presentation = new RefusalPresentation(texts);
        foreach (var refusal in refusals) errors.WriteLine($"{presentation.Detail(refusal)} {presentation.Do(refusal)}".Trim());
        return Refused;
    }

    private sealed class Said(Texts texts, TextWriter output) : IProgress<int>
    {
        public void Report(int value) => output.WriteLine(texts.Count("registry.import.cli.progress", value));
    }
}
