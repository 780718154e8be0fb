using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Probity.Acts;
using Probity.Acts.Rights;
using Probity.Desk.Doors;
using Probity.Registry.Inventory.Csv;
using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Omb;

namespace Probity.Registry.Inventory.Pages;

/// <summary>One row, word for word, with what became of each cell.</summary>
[Needs(Right.SeeRegister)]
public sealed class ImportRowPageModel(ImportRows rows, Viewer viewer) : PageModel
{
    public InventoryImport Import { get; private set; } = null!;
    public ImportedRow Row { get; private set; } = null!;
    public IReadOnlyList<(string Column, string? Becomes, CellFate Fate, string Text)> Cells { get; private set; } = [];

    public IActionResult OnGet(ImportId id, int number)
    {
        var agency = viewer.Required.Agency;
        if (rows.Find(agency, id) is not { } import || rows.Find(agency, id, number) is not { } row) return NotFound();
        (Import, Row) = (import, row);
        var header = OmbHeader.Of(import.Header);
        var fates = new OmbMappingRules(header).Map(new SourceRow(row.Number, row.Line, row.Cells, row.Raw, [])).Fates;
        Cells = [.. row.Cells.Take(import.Header.Count).Select((cell, i) => (import.Header[i], header.Columns[i]?.Becomes, fates[i], cell))];
        return Page();
    }
}
