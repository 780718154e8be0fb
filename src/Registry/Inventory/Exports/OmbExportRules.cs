using Probity.Registry.Inventory.Imports;
using Probity.Registry.Inventory.Omb;
using Probity.Registry.LifeCycle;
using Probity.Registry.Uses;

namespace Probity.Registry.Inventory.Exports;

/// <param name="Field">Our field, by the key of its text.</param>
/// <param name="Column">The column that now says it; null where the inventory has no word for it and the cell stands as it came.</param>
public sealed record FieldChange(string Field, string? Column, string Before, string Now);

/// <summary>
/// The cells of an imported row as they are true today. What nobody changed comes out exactly as it came in, and so does every cell that is only kept. A field that was changed
/// here comes out with its present value, in the short words of the consolidated file, where the inventory has a word for it:
/// <list type="bullet">
/// <item>The class never writes is_high_impact: a determination under M-25-21 is made and reported in writing by the agency's Chief AI Officer, and our class is another thing.</item>
/// <item>A category without a word of theirs (process optimisation) leaves classification as it came.</item>
/// <item>The stage changes only if the old word has become untrue: a pilot that is authorised stays a pilot.</item>
/// </list>
/// </summary>
public static class OmbExportRules
{
    public static (IReadOnlyList<string> Cells, IReadOnlyList<FieldChange> Changes) Current(OmbHeader header, IReadOnlyList<string> cells, TakenUse then, TakenUse now)
    {
        if (then == now) return (cells, []);
        var (current, changes) = (cells.ToArray(), new List<FieldChange>());
        Text("name", OmbColumns.Name, then.Name, now.Name);
        Text("used-by", OmbColumns.Bureau, then.UsedBy, now.UsedBy);
        Text("purpose", OmbColumns.Problem, then.Purpose, now.Purpose);
        Text("vendor", OmbColumns.Vendor, then.Vendor, now.Vendor);
        Text("description", OmbColumns.Outputs, then.Description, now.Description);
        Word("category", OmbColumns.Classification, then.Category?.ToString(), now.Category?.ToString(), Classification(now.Category));
        Word("class", OmbColumns.HighImpact, then.Class.ToString(), now.Class.ToString(), null);
        Word("own-build", OmbColumns.Contracting, then.OwnBuild.ToString(), now.OwnBuild.ToString(), now.OwnBuild ? OmbColumns.InHouse : OmbColumns.Purchased);
        Word("state", OmbColumns.Stage, then.State.ToString(), now.State.ToString(), Stage(now.State, OmbColumns.Named(OmbColumns.Stage)!.Answers!.Of(Cell(OmbColumns.Stage))));
        return (current, changes);

        string Cell(string column) => header.Position(column) is var at and >= 0 ? cells[at] : "";

        void Text(string field, string column, string before, string after)
        {
            if (before != after) Word(field, column, before, after, after);
        }

        void Word(string field, string column, string? before, string? after, string? word)
        {
            if (before == after) return;
            var at = header.Position(column);
            if (at >= 0 && word is not null) current[at] = word;
            changes.Add(new FieldChange(field, at >= 0 && word is not null ? header.Names[at] : null, before ?? "", after ?? ""));
        }
    }

    private static string? Classification(PurposeCategory? category) => category switch
    {
        PurposeCategory.ImageAnalysis => OmbColumns.Vision,
        PurposeCategory.ContentGeneration => OmbColumns.Generative,
        PurposeCategory.WorkflowAutomation => OmbColumns.Agentic,
        _ => null,
    };

    /// <summary>The word that has become true, or null where the old one still is.</summary>
    private static string? Stage(UseState state, string? word) => state switch
    {
        UseState.Ended or UseState.Refused => word is OmbColumns.Retired ? null : OmbColumns.Retired,
        UseState.InOperation or UseState.Suspended => word is OmbColumns.Deployed or OmbColumns.Pilot ? null : OmbColumns.Deployed,
        _ => null,
    };
}
