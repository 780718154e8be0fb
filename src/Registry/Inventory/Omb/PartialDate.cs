using System.Globalization;

namespace Probity.Registry.Inventory.Omb;

/// <summary>
/// A date as precise as the source is: "2019", "2024-01" or "2025-09-08". The inventory asks for month and year and gets many forms;
/// "Jan-03" is left alone, because it is January 2003 or 3 January and nobody can tell.
/// </summary>
public static class PartialDate
{
    private static readonly (string Form, string As)[] Forms =
    [
        ("yyyy", "yyyy"), ("MM/yyyy", "yyyy-MM"), ("M/yyyy", "yyyy-MM"), ("yyyy-MM", "yyyy-MM"), ("MMMM yyyy", "yyyy-MM"), ("MMM yyyy", "yyyy-MM"),
        ("yyyy-MM-dd", "yyyy-MM-dd"), ("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"), ("M/d/yyyy", "yyyy-MM-dd"), ("M/d/yyyy HH:mm:ss", "yyyy-MM-dd"),
    ];

    public static string? Of(string cell)
    {
        var text = cell.Trim();
        foreach (var (form, to) in Forms)
            if (DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1949 and < 2100)
                return date.ToString(to, CultureInfo.InvariantCulture);
        return null;
    }
}
