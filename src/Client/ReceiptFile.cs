using System.Globalization;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;

namespace Probity.Client;

/// <summary>A receipt as it lies in a file. Nothing of it is believed before <see cref="Verify"/>.</summary>
/// <param name="Bytes">The file, to be kept exactly as it is: any changed byte is refused.</param>
public sealed record ReceiptFile(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>
    /// Checks offline, with the trust file and nothing else, that people judged in the order that the gate demands, and that the receipt is for exactly this purpose and valid now.
    /// It cannot show that the receipt was not used before, or is not contested: <see cref="GateClient.Use"/> asks that.
    /// </summary>
    /// <param name="trust">Whose signatures count; see <see cref="Trust"/>.</param>
    /// <param name="purpose">What the caller is about to do.</param>
    /// <param name="outputHash">Where it is known, the output that the receipt must be about: <see cref="OpenedDecision.OutputHash"/>.</param>
    /// <param name="clock">The time now; the system's where it is null.</param>
    /// <param name="allowSandbox">Accept a receipt in which nothing is real. For trying out only, never in a program that acts.</param>
    /// <returns>Never throws for what the bytes are.</returns>
    public Verdict Verify(TlogPolicy trust, Purpose purpose, string? outputHash = null, TimeProvider? clock = null, bool allowSandbox = false) => new(ReceiptVerifier.Verify(Bytes, trust, new ReceiptExpectation
    {
        Now = (clock ?? TimeProvider.System).GetUtcNow(),
        Action = purpose.Action,
        Receiver = purpose.Receiver,
        Case = purpose.Case,
        OutputHash = outputHash,
        AllowSandbox = allowSandbox,
    }));
}

/// <summary>How the verification of a receipt ended.</summary>
/// <param name="Report">Every check with its end.</param>
public sealed record Verdict(ReceiptReport Report)
{
    /// <summary>Everything that was checked holds. Anything in doubt counts as not proved: do not act.</summary>
    public bool Proved => Report.Accepted;

    /// <summary>Why not, one sentence for each check that failed; empty where <see cref="Proved"/>.</summary>
    /// <param name="language">English and French are there; English for every other.</param>
    public IReadOnlyList<string> Reasons(CultureInfo? language = null) =>
        [.. Report.Findings.Where(finding => finding.Status == FindingStatus.Failed).Select(finding => ReceiptText.Sentence(finding, language ?? CultureInfo.GetCultureInfo("en")))];
}

/// <summary>The agency's trust file (C2SP tlog-policy): its log key and the co-signers that are demanded. Take it over a second channel, never from the server that is checked.</summary>
public static class Trust
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It is no trust file; the message names every line that is wrong.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TlogPolicy Load(string path) =>
        TlogPolicy.TryParse(File.ReadAllBytes(path), out var policy, out var faults)
            ? policy
            : throw new FormatException($"{path}: " + string.Join("; ", faults.Select(fault => $"line {fault.Line.ToString(CultureInfo.InvariantCulture)}: {fault.Kind}")));
}
