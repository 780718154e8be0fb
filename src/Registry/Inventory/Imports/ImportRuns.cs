using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Probity.Acts;
using Probity.Acts.Refusals;

namespace Probity.Registry.Inventory.Imports;

/// <summary>One import under way in this process.</summary>
public sealed class ImportRun : IProgress<int>
{
    private int _rows;

    /// <summary>Rows that are on disk.</summary>
    public int Rows => Volatile.Read(ref _rows);
    public required Task<Outcome<ImportDone>> Outcome { get; set; }

    void IProgress<int>.Report(int value) => Volatile.Write(ref _rows, value);
}

/// <summary>
/// Imports that were confirmed on a page: a long one goes on while its page shows how far it is. When the process goes away, what is written stays, and the page offers to continue.
/// </summary>
public sealed partial class ImportRuns(ImportInventory import, Uploads uploads, ILogger<ImportRuns> log)
{
    private readonly ConcurrentDictionary<ImportId, ImportRun> _runs = new();

    public ImportRun? Find(ImportId id) => _runs.GetValueOrDefault(id);

    /// <summary>Starts the import of an uploaded file, or joins the one that runs; null where the upload is gone.</summary>
    public ImportRun? Start(Actor actor, string sha256, string fileName, Reason reason)
    {
        var id = ImportId.Of(actor.Agency, sha256);
        if (_runs.TryGetValue(id, out var running) && !running.Outcome.IsCompleted) return running;
        if (uploads.Open(actor.Agency, sha256) is not { } file) return null;
        var run = new ImportRun { Outcome = Task.FromResult<Outcome<ImportDone>>(InventoryRefusals.Running) };
        // The page must not wait for a long file, and the reading is work of its own.
        run.Outcome = Task.Run(() => Run(actor, id, sha256, new InventoryFile(file, fileName, reason), run));
        _runs[id] = run;
        return run;
    }

    private async Task<Outcome<ImportDone>> Run(Actor actor, ImportId id, string sha256, InventoryFile input, ImportRun run)
    {
        await using var file = input.File;
        try
        {
            var outcome = await import.Run(actor, input, run);
            if (outcome.Done) uploads.Forget(actor.Agency, sha256);
            return outcome;
        }
        catch (Exception fault)
        {
            Stopped(log, fault, id.Value);
            return ActsRefusals.StoreUnavailable;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} stopped")]
    private static partial void Stopped(ILogger log, Exception fault, Guid id);
}
