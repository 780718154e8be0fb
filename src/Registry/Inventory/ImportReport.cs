using Probity.Registry.Inventory.Omb;

namespace Probity.Registry.Inventory;

/// <summary>What became of one row.</summary>
public enum RowFate
{
    /// <summary>A new use.</summary>
    Arrived,
    /// <summary>The same row came before: its use stands, nothing is added.</summary>
    Already,
    /// <summary>A row with this id came before and said something else: its use stays as it is, and somebody should look.</summary>
    Differs,
    Refused,
}

/// <summary>The counts of an import; every row and every cell is in exactly one of each kind.</summary>
/// <param name="Ids">Distinct ids, not counting rows without one.</param>
/// <param name="Stages">How often each stage stands in the file, refused rows left out.</param>
/// <param name="Notes">Rows with each kind of note, in the order of <see cref="RowNote.Codes"/>.</param>
public sealed record ImportReport(int Rows, int Arrived, int Already, int Differs, int Refused, int FoundInUse, int Ideas, int Ended, int Ids,
    IReadOnlyList<WordCount> Stages, IReadOnlyList<WordCount> Notes, IReadOnlyList<ColumnReport> Columns, IReadOnlyList<string> UnknownColumns, IReadOnlyList<string> MissingColumns);

public sealed record WordCount(string Word, int Count);

/// <param name="Name">As it stands in the file.</param>
/// <param name="Becomes">Our field, or null where cells are kept only.</param>
public sealed record ColumnReport(string Name, int Taken, int Mapped, int Kept, int Other, int Empty, int Refused, string? Becomes = null);

/// <summary>Counts while a file is read.</summary>
public sealed class ImportTally(OmbHeader header)
{
    private readonly int[,] _cells = new int[header.Names.Count, Enum.GetValues<CellFate>().Length];
    private readonly int[] _fates = new int[Enum.GetValues<RowFate>().Length];
    private readonly int[] _arrivals = new int[Enum.GetValues<Arrival>().Length];
    private readonly Dictionary<string, int> _stages = [], _notes = [];
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public int Rows { get; private set; }

    /// <summary>The same counts to count on with: a transaction that is undone must not have counted.</summary>
    public ImportTally Copy()
    {
        var copy = new ImportTally(header) { Rows = Rows };
        Array.Copy(_cells, copy._cells, _cells.Length);
        _fates.CopyTo(copy._fates, 0);
        _arrivals.CopyTo(copy._arrivals, 0);
        foreach (var (word, count) in _stages) copy._stages[word] = count;
        foreach (var (code, count) in _notes) copy._notes[code] = count;
        copy._ids.UnionWith(_ids);
        return copy;
    }

    public void Add(MappedRow row, RowFate fate)
    {
        Rows++;
        _fates[(int)fate]++;
        for (var i = 0; i < row.Fates.Count; i++) _cells[i, (int)row.Fates[i]]++;
        foreach (var code in row.Notes.Select(note => note.Code).Distinct()) _notes[code] = _notes.GetValueOrDefault(code) + 1;
        if (row.Use is not { } use) return;
        if (use.SourceId is { } id) _ids.Add(id);
        _stages[use.Stage] = _stages.GetValueOrDefault(use.Stage) + 1;
        if (fate == RowFate.Arrived) _arrivals[(int)use.Arrival]++;
    }

    public ImportReport Report() => new(Rows, _fates[(int)RowFate.Arrived], _fates[(int)RowFate.Already], _fates[(int)RowFate.Differs], _fates[(int)RowFate.Refused],
        _arrivals[(int)Arrival.FoundInUse], _arrivals[(int)Arrival.Idea], _arrivals[(int)Arrival.Ended], _ids.Count,
        [.. _stages.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(20).Select(pair => new WordCount(pair.Key, pair.Value))],
        [.. RowNote.Codes.Where(_notes.ContainsKey).Select(code => new WordCount(code, _notes[code]))],
        [.. header.Names.Select((name, i) => new ColumnReport(name, Cells(i, CellFate.Taken), Cells(i, CellFate.Mapped), Cells(i, CellFate.Kept), Cells(i, CellFate.Other), Cells(i, CellFate.Empty), Cells(i, CellFate.Refused), header.Columns[i]?.Becomes))],
        header.Unknown, header.Missing);

    private int Cells(int column, CellFate fate) => _cells[column, (int)fate];
}
