using Probity.Acts.Ids;
using Probity.Acts.Storage;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Imports;

/// <summary>One row of an import, word for word, and what became of it. It never changes.</summary>
public sealed class ImportedRow : IOwned
{
    public required ImportId Import { get; init; }

    /// <summary>As a spreadsheet counts: the header is row 1.</summary>
    public required int Number { get; init; }
    public required AgencyId Agency { get; init; }
    public required long Line { get; init; }
    public required RowFate Fate { get; init; }
    public required List<string> Cells { get; init; }

    /// <summary>The record as it stood in the file, for a refused row.</summary>
    public string? Raw { get; init; }
    public required List<RowNote> Notes { get; init; }
    public required bool Noted { get; init; }

    /// <summary>The row's own hash, with a number where the same row stands in the file more than once.</summary>
    public required string Mark { get; init; }
    public string? SourceId { get; init; }
    public required string Name { get; init; }
    public required string Stage { get; init; }

    /// <summary>The use that stands for this row: a new one, or the one that was there.</summary>
    public UseId? Use { get; init; }
    public string? Reference { get; init; }

    /// <summary>What the use said when it arrived, so that an export knows what was changed since.</summary>
    public TakenUse? Taken { get; init; }
}
