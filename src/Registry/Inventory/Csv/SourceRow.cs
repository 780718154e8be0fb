namespace Probity.Registry.Inventory.Csv;

/// <summary>One record of the file.</summary>
/// <param name="Number">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Line">As a text editor counts: quoted cells may span lines.</param>
/// <param name="Cells">The exact cell texts, in the order of the header.</param>
/// <param name="Raw">The record as it stands in the file, kept where the cells alone would not give it back (refused rows).</param>
/// <param name="Notes">What is wrong with its form; one that refuses means the cells are not interpreted.</param>
public sealed record SourceRow(int Number, long Line, IReadOnlyList<string> Cells, string? Raw, IReadOnlyList<RowNote> Notes)
{
    public bool Refused => Raw is not null;
}
