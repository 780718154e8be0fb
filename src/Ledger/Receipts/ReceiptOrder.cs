namespace Probity.Ledger.Receipts;

/// <summary>
/// The order of the steps, by their index in the log: an index is given once and cannot be moved, whereas a time is only what the agency wrote.
/// Who may skip what depends on the protocol: sealed (nobody), open (the first person had seen the output), protective (released before anyone judged).
/// </summary>
internal static class ReceiptOrder
{
    public static Finding Check(Receipt receipt)
    {
        var body = receipt.Act.Body;
        var index = new Dictionary<string, long>(StringComparer.Ordinal);
        long last = -1;
        var lastAt = DateTimeOffset.MinValue;
        // Steps beyond what the body names, or missing ones, are the business of the check "steps".
        for (var i = 0; i < receipt.Steps.Count; i++)
        {
            var step = receipt.Steps[i];
            if (!index.TryAdd(step.Name, step.Index)) return Failed("twice", step.Name);
            if (step.Index <= last || (i < body.Steps.Count && body.Steps[i].At < lastAt)) return Failed("", step.Name);
            last = step.Index;
            if (i < body.Steps.Count) lastAt = body.Steps[i].At;
        }
        if (receipt.Proof.Index <= last || receipt.Act.At < lastAt) return Failed("", "released");
        if (receipt.Steps.Count == 0 || receipt.Steps[0].Name != ReceiptSteps.Opened) return Failed("missing", ReceiptSteps.Opened);

        for (var seat = 1; seat < ReceiptSteps.Seats.Count; seat++)
            if (index.TryGetValue(ReceiptSteps.Seats[seat].Judged, out var judged) && !(index.TryGetValue(ReceiptSteps.Seats[seat - 1].Judged, out var before) && before < judged))
                return Failed("missing", ReceiptSteps.Seats[seat - 1].Judged);
        if (!index.ContainsKey("judged"))
        {
            // Nobody judged: only a protective release, and only to protect.
            if (body.Protocol.Name != "protective") return Failed("missing", "judged");
            if (body.PermittedAction != "protect") return Failed("unjudged", body.PermittedAction);
        }
        if (index.ContainsKey("judged") && body.People.First is null) return Failed("people", "judged");
        if (body.People.Second is not null != index.ContainsKey("second")) return Failed("people", "second");
        if (body.People.Third is not null != index.ContainsKey("adjudicated")) return Failed("people", "adjudicated");
        return ReceiptVerifier.Passed(ReceiptCheck.Order);
    }

    /// <summary>The heart of the sealed protocol: each person's own view was in the log before that person opened the output, and judged after it.</summary>
    public static Finding CheckViewFirst(Receipt receipt)
    {
        var protocol = receipt.Act.Body.Protocol;
        if (protocol.Weaker) return ReceiptVerifier.NotChecked(ReceiptCheck.ViewFirst, protocol.Name);
        foreach (var (view, revealed, judged) in ReceiptSteps.Seats)
        {
            long? v = IndexOf(receipt, view), r = IndexOf(receipt, revealed), j = IndexOf(receipt, judged);
            if (v is null && r is null && j is null && view != "view") continue;
            if (!(v < r && r < j)) return ReceiptVerifier.Failed(ReceiptCheck.ViewFirst, "", ("step", view));
        }
        return ReceiptVerifier.Passed(ReceiptCheck.ViewFirst);
    }

    private static long? IndexOf(Receipt receipt, string step) => receipt.Steps.FirstOrDefault(s => s.Name == step)?.Index;

    private static Finding Failed(string variant, string step) => ReceiptVerifier.Failed(ReceiptCheck.Order, variant, ("step", step));
}
