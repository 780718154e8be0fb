using Probity.Client;
using Probity.Ledger.Notes;

namespace Probity.CaseManagement;

/// <summary>
/// The one place that acts. It sends enquiries on a receipt that is for exactly this action, case and receiver, that holds offline against the agency's trust file, and that the gate lets be used
/// now, for the first time. Whatever is missing, unclear or out of reach means: not sent.
/// </summary>
public sealed class Enquiries(CaseBook book, GateClient gate, TlogPolicy trust, TimeProvider clock)
{
    public const string Action = "enquiries", Receiver = "case-system";

    /// <returns>Why it was not sent; empty where it was.</returns>
    public async Task<IReadOnlyList<string>> Send(CaseFile file, Words words, CancellationToken stop)
    {
        if (file.Lead is not { Receipt: { } bytes } lead) return [words["no-receipt"]];
        if (file.Deeds.FirstOrDefault(deed => deed.Decision == lead.Decision) is { } before) return [words["already"].Replace("{at}", before.At, StringComparison.Ordinal)];

        var purpose = new Purpose(Action, Receiver, file.Number);
        var verdict = new ReceiptFile(bytes).Verify(trust, purpose, lead.OutputHash, clock);
        if (!verdict.Proved) return verdict.Reasons(words.Culture);
        if (verdict.Report.Receipt!.Act.Body.Decision != lead.Decision) return [words["other-decision"]];
        try
        {
            // Used first, done second. The key is that of this one deed: if this program dies in between, the next press finishes the same use and begins no second one.
            var used = await gate.Use(lead.Decision, purpose, $"{Action}-{lead.Decision:N}", stop);
            if (!used.Done) return [.. used.Problems.Select(words.Say)];
        }
        catch (HttpRequestException)
        {
            return [words["down"]];
        }
        book.Sent(file.Number, lead.Decision, bytes);
        return [];
    }
}
