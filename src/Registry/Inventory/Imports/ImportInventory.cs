using Microsoft.EntityFrameworkCore;
using Probity.Acts;
using Probity.Acts.Changes;
using Probity.Acts.Keys;
using Probity.Acts.Refusals;
using Probity.Acts.Rights;
using Probity.Acts.Storage;
using Probity.People.Access;
using Probity.People.Accounts;
using Probity.Registry.Inventory.Omb;

namespace Probity.Registry.Inventory.Imports;

/// <param name="File">Seekable; read three times.</param>
/// <param name="FileName">As the person called it; shown, never opened.</param>
public sealed record InventoryFile(Stream File, string FileName, Reason Reason);

/// <param name="WasThere">The same file was imported before: nothing was added now.</param>
public sealed record ImportDone(ImportId Id, ImportReport Report, bool WasThere);

/// <summary>
/// Imports an inventory. The whole file is read and checked first; a fault of the file refuses all of it. Then the rows are written in the order of the file,
/// <see cref="Chunk"/> in one transaction each with its uses, acts and the place it reached, so that the writer is not held for long: an ordinary inventory is one
/// transaction, all or nothing. A longer one that is interrupted, even by a power cut, stands at the end of a chunk; the same file continues it.
/// </summary>
public sealed class ImportInventory(UnitOfWork changes, Reads reads, Accounts accounts)
{
    /// <summary>Rows in one transaction: about 1.2 ms of the writer each, so that decisions wait a second at most, and 20,000 rows would be far too long for one.</summary>
    public const int Chunk = 1000;

    internal const string ImportedName = "registry.inventory-imported";
    public static readonly ActKind Imported = new(ImportedName, NeedsReason: true);
    public const string SubjectKind = "inventory-import";

    /// <summary>What would happen, with nothing written.</summary>
    public Outcome<ImportPreview> Preview(Actor actor, Stream file)
    {
        using var read = reads.Rent();
        ImportTally? tally = null;
        RowMarks? marks = null;
        var sample = new List<PreviewRow>();
        file.Position = 0;
        var facts = Csv.FileFacts.Of(file);
        if (!facts.Done) return facts.Refused<ImportPreview>();
        var import = ImportId.Of(actor.Agency, facts.Value.Sha256);
        var outcome = CheckedFile.Read(file,
            header => (tally, marks) = (new ImportTally(header), new RowMarks(header.Names)),
            row =>
            {
                var (judged, _, fate, _) = read.Judge(actor.Agency, import, row, marks!.Of(row.Source.Cells, row.Source.Raw));
                tally!.Add(judged, fate);
                if (sample.Count < ImportPreview.Shown && (fate != RowFate.Arrived || judged.Notes.Any(note => note.IsRare)))
                    sample.Add(new PreviewRow(row.Source.Number, row.Use?.SourceId, row.Use?.Name ?? "", fate, judged.Notes));
            });
        if (!outcome.Done) return outcome.Refused<ImportPreview>();
        return new ImportPreview(import, outcome.Value, tally!.Report(), sample);
    }

    public async Task<Outcome<ImportDone>> Run(Actor actor, InventoryFile input, IProgress<int>? progress = null)
    {
        var check = CheckedFile.Read(input.File, null, null);
        if (!check.Done) return check.Refused<ImportDone>();
        List<Refusal> refusals = [];
        refusals.WantReason(input.Reason);
        if (refusals.Count > 0) return refusals;

        var file = check.Value;
        var id = ImportId.Of(actor.Agency, file.Facts.Sha256);
        var (done, finished) = Reached(actor, id);
        if (finished is not null) return new ImportDone(id, finished, WasThere: true);

        var (tally, marks, rules) = (new ImportTally(file.Header), new RowMarks(file.Header.Names), new OmbMappingRules(file.Header));
        input.File.Position = 0;
        using var reading = Csv.InventoryReading.Of(input.File);
        var written = Written(actor, id);
        var waiting = new List<(MappedRow Row, string Mark)>(Chunk);
        foreach (var source in reading.Rows())
        {
            var row = rules.Map(source);
            var mark = marks.Of(source.Cells, source.Raw);
            if (written.TryGetValue(source.Number, out var before))
            {
                tally.Add(row with { Notes = before.Notes }, before.Fate);
                continue;
            }
            waiting.Add((row, mark));
            if (waiting.Count < Chunk) continue;
            if (await Write(false) is { } refused) return refused;
        }
        if (await Write(true) is { } no) return no;
        return new ImportDone(id, tally.Report(), WasThere: false);

        async Task<Outcome<ImportDone>?> Write(bool last)
        {
            var outcome = await changes.Commit<ImportTally>(actor, work => WriteChunk(work, id, file, input, done, waiting, tally.Copy(), last));
            if (!outcome.Done) return outcome.Refused<ImportDone>();
            tally = outcome.Value;
            done += waiting.Count;
            waiting.Clear();
            progress?.Report(done);
            return null;
        }
    }

    /// <param name="from">Rows that are in already: another run of the same file that got further refuses this one.</param>
    private Outcome<ImportTally> WriteChunk(Work work, ImportId id, CheckedFile file, InventoryFile input, int from, List<(MappedRow Row, string Mark)> rows, ImportTally tally, bool last)
    {
        if (!work.May(Right.KeepRegister)) return ActsRefusals.NotAllowed;
        var by = work.Actor.Account is { } account ? accounts.Find(work.Actor.Agency, account)?.Called ?? "" : "";
        var import = work.Db.Set<InventoryImport>().Find(id);
        if ((import?.DoneRows ?? 0) != from || import is { IsDone: true }) return InventoryRefusals.Running;
        if (import is null) work.Db.Add(import = InventoryImport.Of(id, work.Actor.Agency, file, input.FileName, by, work.Now));
        // Thousands of new rows are tracked: looking for changes at every query would cost the square of them. They are looked for once, when saving.
        work.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var (row, mark) in rows)
            {
                var judged = work.Judge(work.Actor.Agency, id, row, mark);
                if (judged.Fate == RowFate.Arrived)
                {
                    var (use, taken) = ImportedUses.Add(work, id, row, by.Length > 0 ? by : input.FileName, input.FileName, input.Reason);
                    judged = judged with { Known = new KnownRow(use.Id, use.Reference, taken) };
                }
                work.Db.Add(Row(id, work, judged));
                tally.Add(judged.Row, judged.Fate);
            }
        }
        finally
        {
            work.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
        import.Reach(from + rows.Count);
        if (!last) return tally;
        var report = tally.Report();
        import.End(report, work.Now);
        work.Record(new Act
        {
            Kind = Imported,
            Subject = Subject.Of(SubjectKind, id),
            Reason = input.Reason,
            Payload = new { import.Format, import.FileName, import.Sha256, import.Bytes, report.Rows, report.Arrived, report.Already, report.Differs, report.Refused, report.FoundInUse, report.Ideas, report.Ended },
            Scope = KeyScope.Agency,
        });
        return tally;
    }

    private static ImportedRow Row(ImportId import, Work work, JudgedRow judged)
    {
        var (row, mark, fate, known) = judged;
        return new ImportedRow
        {
            Import = import,
            Number = row.Source.Number,
            Agency = work.Actor.Agency,
            Line = row.Source.Line,
            Fate = fate,
            Cells = [.. row.Source.Cells],
            Raw = row.Source.Raw,
            Notes = [.. row.Notes],
            Noted = row.Notes.Count > 0,
            Mark = mark,
            SourceId = row.Use?.SourceId,
            Name = row.Use?.Name ?? "",
            Stage = row.Use?.Stage ?? "",
            Use = known?.Use,
            Reference = known?.Reference,
            // A row that differs from what came before speaks for itself: nothing of it was taken.
            Taken = fate == RowFate.Differs ? null : known?.Taken,
        };
    }

    private (int Done, ImportReport? Report) Reached(Actor actor, ImportId id)
    {
        using var db = reads.Open(actor.Agency);
        return db.Set<InventoryImport>().SingleOrDefault(row => row.Id == id) is { } import ? (import.DoneRows, import.Report) : (0, null);
    }

    /// <summary>The rows that are in, where an interrupted import is continued.</summary>
    private Dictionary<int, (RowFate Fate, List<RowNote> Notes)> Written(Actor actor, ImportId id)
    {
        using var db = reads.Open(actor.Agency);
        return db.Set<ImportedRow>().Where(row => row.Import == id).Select(row => new { row.Number, row.Fate, row.Notes })
            .AsEnumerable().ToDictionary(row => row.Number, row => (row.Fate, row.Notes));
    }
}

/// <summary>What an import would do.</summary>
/// <param name="Notable">The first rows about which there is something to say.</param>
public sealed record ImportPreview(ImportId Id, CheckedFile File, ImportReport Report, IReadOnlyList<PreviewRow> Notable)
{
    public const int Shown = 50;
}

public sealed record PreviewRow(int Number, string? SourceId, string Name, RowFate Fate, IReadOnlyList<RowNote> Notes);
