using Probity.Registry.Inventory.Imports;

namespace Probity.Registry.Inventory.Pages;

/// <summary>The addresses of inventories in and out.</summary>
public static class ImportPages
{
    public const string Index = "/registry/imports";
    public const string New = "/registry/imports/new";
    public const string RowsExport = "/registry/imports/{id}/export";

    public static string Check(string sha256, string fileName) => $"/registry/imports/check/{sha256}?name={Uri.EscapeDataString(fileName)}";

    public static string Of(ImportId id) => $"{Index}/{id}";

    public static string Row(ImportId id, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Index}/{id}/rows/{number}");

    public static string Export(ImportId id) => $"{Index}/{id}/export";

    /// <summary>The inventory itself, in the form in which it came.</summary>
    public static string Inventory(ImportId id, string extension) => $"{Index}/{id}/inventory.{extension}";
}
