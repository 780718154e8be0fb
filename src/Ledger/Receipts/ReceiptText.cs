using System.Globalization;
using System.Resources;
using System.Text;

namespace Probity.Ledger.Receipts;

/// <summary>A report in a reader's words.</summary>
/// <param name="Verdict">Whether one may act on the receipt.</param>
/// <param name="Lines">One sentence for each check.</param>
/// <param name="Proved">What was proved, or that nothing was.</param>
/// <param name="NotProved">What no receipt proves; to be shown beside every verdict.</param>
/// <param name="Limits">What must be asked elsewhere or makes this receipt weaker.</param>
public sealed record ReceiptWords(string Verdict, IReadOnlyList<(FindingStatus Status, string Sentence)> Lines, string Proved, string NotProved, IReadOnlyList<string> Limits);

/// <summary>Turns codes into plain sentences, in English and French (a further language is a further Texts file).</summary>
public static class ReceiptText
{
    private static readonly ResourceManager Texts = new("Probity.Ledger.Texts", typeof(ReceiptText).Assembly);

    /// <summary>The whole report.</summary>
    public static ReceiptWords Of(ReceiptReport report, CultureInfo language)
    {
        var limits = new List<string> { Text("receipt.once", language) };
        if (report.Receipt?.Act.Body.Protocol.Weaker == true) limits.Insert(0, Text("receipt.weaker", language));
        var proved = report is { Proved: true, Receipt: { } receipt }
            ? Fill(Text("receipt.proves", language), new Dictionary<string, string> { ["agency"] = receipt.Act.Body.AgencyName, ["log"] = receipt.Proof.Checkpoint!.Origin }, language)
            : Text("receipt.nothing-proved", language);
        return new ReceiptWords(
            Text(report.Accepted ? "receipt.accepted" : "receipt.refused", language),
            [.. report.Findings.Select(f => (f.Status, Sentence(f, language)))],
            proved, Text("receipt.not-proved", language), limits);
    }

    /// <summary>The sentence for one finding.</summary>
    public static string Sentence(Finding finding, CultureInfo language)
    {
        var status = finding.Status switch { FindingStatus.Passed => "passed", FindingStatus.Failed => "failed", _ => "not-checked" };
        var key = $"receipt.{finding.Code}.{status}";
        var text = (finding.Variant.Length > 0 ? Texts.GetString($"{key}.{finding.Variant}", language) : null) ?? Text(key, language);
        return Fill(text, finding.Arguments, language);
    }

    private static string Text(string key, CultureInfo language) => Texts.GetString(key, language) ?? throw new MissingManifestResourceException(key);

    private static string Fill(string text, IReadOnlyDictionary<string, string> arguments, CultureInfo language)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '{' ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                filled.Append(text[at++]);
                continue;
            }
            // In one pass, so that braces in an argument stay what they are.
            filled.Append(Harmless(Readable(arguments.GetValueOrDefault(text[(at + 1)..end], ""), language)));
            at = end + 1;
        }
        return filled.ToString();
    }

    private static string Readable(string value, CultureInfo language) =>
        DateTime.TryParseExact(value, Receipt.MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString("d MMMM yyyy HH:mm 'UTC'", language)
            : value;

    /// <summary>Arguments come from a file that may be hostile: nothing that moves a cursor or turns the direction of writing.</summary>
    private static string Harmless(string value) =>
        value.Length == 0 ? "\u2013" : string.Concat(value.Where(c => !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E') and not (>= '\u2066' and <= '\u2069')));
}
