using Probity.Acts.Refusals;
using Probity.Registry.Inventory.Csv;

namespace Probity.Registry.Inventory.Omb;

/// <summary>The columns of one file, known and unknown, in its order.</summary>
/// <param name="Names">Exactly as they stand in the file.</param>
/// <param name="Columns">What each is, or null where the 2025 inventory has no such column: its cells are kept.</param>
public sealed record OmbHeader(IReadOnlyList<string> Names, IReadOnlyList<OmbColumn?> Columns)
{
    /// <summary>Without these two there is neither a use nor a state for it. Agencies may leave out others, the id among them.</summary>
    private static readonly string[] Needed = [OmbColumns.Name, OmbColumns.Stage];

    public IReadOnlyList<string> Unknown => [.. Names.Where((_, i) => Columns[i] is null)];

    public IReadOnlyList<string> Missing => [.. OmbColumns.All.Where(column => !Columns.Contains(column)).Select(column => column.Name)];

    public static OmbHeader Of(IReadOnlyList<string> names) => new(names, [.. names.Select(OmbColumns.Named)]);

    public IReadOnlyList<Refusal> Refusals =>
        [.. Needed.Where(name => Columns.All(column => column?.Name != name)).Select(name => InventoryRefusals.HeaderMissing.At(InventoryReading.Place(1, name), ("column", name)))];

    /// <summary>Where a column stands, or -1.</summary>
    public int Position(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i]?.Name == column) return i;
        return -1;
    }
}
