using System.Text;

namespace Probity.Registry.Tests.Inventory;

/// <summary>Small inventories of our own making.</summary>
internal static class Given
{
    public const string Header = "agency,agency_name,id,use_case_name,agency_bureau,development_stage,is_high_impact,classification,problem_solved,system_outputs,operational_date,contracting_usage,vendor_name,our_note";

    public static string Row(int n, string stage = "Deployed", string? id = null, string name = "Plate reader", string vendor = "ACME") =>
        $"MJ,Ministry of Justice,{id ?? $"MJ-{n:0000}"},\"{name}, {n}\",Traffic,{stage},High-impact,Computer Vision,\"Finds cars.\n\"\"Stolen\"\" ones first.\",A list,01/2024,Vendor Purchased,{vendor},kept {n}";

    public static byte[] AFile(params IEnumerable<string> rows) => Encoding.UTF8.GetBytes("\uFEFF" + string.Join("\r\n", rows.Prepend(Header)) + "\r\n");

    public static byte[] AFileOf(int rows) => AFile(Enumerable.Range(1, rows).Select(n => Row(n, (n % 4) switch { 0 => "Retired", 1 => "Deployed", 2 => "Pre-deployment", _ => "Pilot" })));
}
