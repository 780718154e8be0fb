namespace Probity.Registry.Inventory.Omb;

/// <summary>What is done with a filled cell of a column.</summary>
public enum Treatment
{
    /// <summary>The text becomes a field of the use or its system, as it stands.</summary>
    Taken,
    /// <summary>The value becomes our word for it; a value we have no word for is kept.</summary>
    Mapped,
    /// <summary>No field of ours: kept with the import, word for word.</summary>
    Kept,
}

/// <summary>When the questionnaire demands an answer (data dictionary of 2025, "Required").</summary>
public enum Demanded { Never, Always, UnlessRetired, WhenInUse, WhenHighImpactAndDeployed }

/// <param name="Becomes">The text "registry.import.field.BECOMES" names our field; null where the cell is kept only.</param>
/// <param name="Answers">The allowed answers, where the questionnaire has a closed list.</param>
public sealed record OmbColumn(string Name, Treatment Treatment, string? Becomes, Demanded Demanded, Selections? Answers = null)
{
    public bool IsEmpty(string cell) => Answers is { Many: true } ? ListCell.IsEmpty(cell) : string.IsNullOrWhiteSpace(cell);
}
