namespace Probity.Ledger.Receipts;

/// <summary>
/// The steps a receipt can prove. Three persons may take part (seats: first, second, third); each records an own view, opens the output and then judges.
/// The name of a step fixes the kind of act its entry must have, so that one act cannot pass for another.
/// </summary>
public static class ReceiptSteps
{
    /// <summary>The decision was opened.</summary>
    public const string Opened = "opened";

    /// <summary>Seats in their order: own view, opening of the output, judgement.</summary>
    public static readonly IReadOnlyList<(string View, string Revealed, string Judged)> Seats =
        [("view", "revealed", "judged"), ("second-view", "second-revealed", "second"), ("third-view", "third-revealed", "adjudicated")];

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        [Opened] = "judgement.decision-opened",
        ["view"] = "judgement.view-recorded",
        ["second-view"] = "judgement.view-recorded",
        ["third-view"] = "judgement.view-recorded",
        ["revealed"] = "judgement.output-opened",
        ["second-revealed"] = "judgement.output-opened",
        ["third-revealed"] = "judgement.output-opened",
        ["judged"] = "judgement.judged",
        ["second"] = "judgement.judged",
        ["adjudicated"] = "judgement.judged",
    };

    /// <summary>The kind of act of a step, or null when there is no such step.</summary>
    public static string? KindOf(string step) => Kinds.GetValueOrDefault(step);
}
