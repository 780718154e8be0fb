using Probity.Registry.Inventory.Csv;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Omb;

/// <summary>Where a use stands when it arrives.</summary>
public enum Arrival { FoundInUse, Idea, Ended }

/// <summary>What Probity takes of one row, before anything is written: no ids, no times, no texts of ours.</summary>
/// <param name="SourceId">The source's id, where it names one row only.</param>
/// <param name="Stage">The stage in the source's short word, or the cell where it has none of them.</param>
/// <param name="Since">Since when it runs, as precise as the source is; null where it does not say or cannot be read.</param>
/// <param name="Description">What the system puts out; a text about the system.</param>
public sealed record UseDraft(string? SourceId, string Name, string UsedBy, string Purpose, PurposeCategory? Category, RiskClass Class, Arrival Arrival, string Stage, string? Since,
    string Vendor, bool OwnBuild, string Description)
{
    /// <summary>The reference it wants here: the source's id, where it has the form of one.</summary>
    public string? Reference => SourceId is not null && References.CanBe(SourceId) ? SourceId : null;
}

/// <summary>What became of one cell.</summary>
public enum CellFate { Empty, Taken, Mapped, Kept, Other, Refused }

/// <summary>One row with everything that was decided about it.</summary>
/// <param name="Use">Null where the row is refused.</param>
/// <param name="Fates">One for each column of the header.</param>
public sealed record MappedRow(SourceRow Source, UseDraft? Use, IReadOnlyList<CellFate> Fates, IReadOnlyList<RowNote> Notes);
