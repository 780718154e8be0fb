using System.CommandLine;
using System.Globalization;
using Probity.Ledger.Notes;
using Probity.Ledger.Receipts;

namespace Probity.Cli.Receipts;

/// <summary>Checks a receipt offline and says in plain words what was proved and what was not.</summary>
internal static class VerifyCommand
{
    /// <summary>Larger files are refused by the reader; nothing beyond is loaded.</summary>
    private const long Largest = 16 * 1024 * 1024;

    public static Command For(Words words)
    {
        var receipt = new Argument<FileInfo>("RECEIPT") { Description = words["cli.verify.receipt"] };
        receipt.AcceptExistingOnly();
        var policy = new Option<FileInfo>("--policy") { Description = words["cli.verify.policy"], HelpName = "FILE", Required = true };
        policy.AcceptExistingOnly();
        var caseNumber = new Option<string?>("--case") { Description = words["cli.verify.case"], HelpName = "CASE" };
        var action = new Option<string?>("--action") { Description = words["cli.verify.action"], HelpName = "ACTION" };
        var receiver = new Option<string?>("--receiver") { Description = words["cli.verify.receiver"], HelpName = "RECEIVER" };
        var output = new Option<string?>("--output") { Description = words["cli.verify.output"], HelpName = "sha256:HEX" };
        var ignore = new Option<bool>("--ignore-unknown-signers") { Description = words["cli.verify.ignore-unknown-signers"] };
        var sandbox = new Option<bool>("--allow-sandbox") { Description = words["cli.verify.allow-sandbox"] };
        var command = new Command("verify", words["cli.verify"]) { receipt, policy, caseNumber, action, receiver, output, ignore, sandbox };
        command.SetAction(parsed =>
        {
            if (!TlogPolicy.TryParse(File.ReadAllBytes(parsed.GetValue(policy)!.FullName), out var trust, out var faults))
            {
                foreach (var fault in faults) Console.Error.WriteLine(words["cli.verify.bad-policy", ("line", fault.Line), ("what", fault.Kind.ToString())]);
                return ExitCode.Usage;
            }
            var file = parsed.GetValue(receipt)!;
            var bytes = file.Length <= Largest ? File.ReadAllBytes(file.FullName) : new byte[Largest];
            var report = ReceiptVerifier.Verify(bytes, trust, new ReceiptExpectation
            {
                Now = TimeProvider.System.GetUtcNow(),
                Case = parsed.GetValue(caseNumber),
                Action = parsed.GetValue(action),
                Receiver = parsed.GetValue(receiver),
                OutputHash = parsed.GetValue(output),
                IgnoreUnknownSigners = parsed.GetValue(ignore),
                AllowSandbox = parsed.GetValue(sandbox),
            });
            Say(words, report);
            return report.Accepted ? ExitCode.Done : ExitCode.Refused;
        });
        return command;
    }

    private static void Say(Words words, ReceiptReport report)
    {
        var said = ReceiptText.Of(report, CultureInfo.GetCultureInfo(words.Language));
        Console.WriteLine(said.Verdict);
        Console.WriteLine();
        foreach (var (status, sentence) in said.Lines)
        {
            var mark = status switch { FindingStatus.Passed => words["cli.verify.passed"], FindingStatus.Failed => words["cli.verify.failed"], _ => words["cli.verify.not-checked"] };
            Console.WriteLine($"  {mark,-14}{sentence}");
        }
        Console.WriteLine();
        Console.WriteLine(said.Proved);
        Console.WriteLine(said.NotProved);
        foreach (var limit in said.Limits) Console.WriteLine(limit);
    }
}
