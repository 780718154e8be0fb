using Probity.People.Units;

namespace Probity.People.Accounts;

/// <summary>The account form, as it was typed.</summary>
public sealed class AccountInput
{
    public string? Login { get; set; }
    public string? Name { get; set; }
    public string? Title { get; set; }
    public string? Unit { get; set; }
    public string? Language { get; set; }

    /// <summary>Others, separated by spaces or commas.</summary>
    public string? OtherLanguages { get; set; }

    internal UnitId? UnitId => Units.UnitId.TryParse(Unit, null, out var id) ? id : null;

    internal IReadOnlyList<string> Languages =>
        [.. new[] { Language ?? "" }.Concat((OtherLanguages ?? "").ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).Distinct()];
}
