namespace Probity.Registry.Inventory;

/// <summary>How large a file may be. The whole federal inventory of 2025 has about 3,600 rows and 5 MB; these leave room and bound the work.</summary>
public static class InventoryLimits
{
    public const long FileBytes = 64L * 1024 * 1024;
    public const int CellBytes = 64 * 1024;
    public const int Columns = 200;
    public const int Rows = 100_000;

    /// <summary>One record in the read buffer; a quotation mark that is never closed runs into it instead of into memory.</summary>
    public const int RowBytes = 4 * 1024 * 1024;

    /// <summary>Faults of one file that are listed one by one; the rest is counted.</summary>
    public const int ListedFaults = 100;
}
